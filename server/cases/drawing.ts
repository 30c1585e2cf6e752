/** The drawing of a release as the server asks about it: elements by id with their names, forms and properties. */

import type { ElementModel } from '../../engine/core/bpmn/model.ts';
import { readDrawing } from '../../engine/core/bpmn/read.ts';
import type { Release } from '../packages/release.ts';

export type { ElementModel };

export class Drawings {
  readonly #byRelease = new Map<string, Promise<Map<string, ElementModel>>>();

  /** All elements of all drawings of the release, by id. A release is immutable, so they are read once. */
  elements(release: Release): Promise<Map<string, ElementModel>> {
    let found = this.#byRelease.get(release.id);
    if (!found) {
      found = readAll(release);
      this.#byRelease.set(release.id, found);
      found.catch(() => this.#byRelease.delete(release.id));
    }
    return found;
  }

  async element(release: Release, id: string): Promise<ElementModel | undefined> {
    return (await this.elements(release)).get(id);
  }
}

async function readAll(release: Release): Promise<Map<string, ElementModel>> {
  const all = new Map<string, ElementModel>();
  for (const [file, xml] of Object.entries(release.files)) {
    if (!file.endsWith('.bpmn')) continue;
    const drawing = await readDrawing(file, xml);
    if (!drawing.ok) {
      const first = drawing.problems[0];
      throw new Error(`release <${release.id}>: drawing <${file}> does not read: ${first?.message ?? ''}`);
    }
    for (const process of drawing.processes) {
      for (const [id, element] of process.elements) all.set(id, element);
    }
  }
  return all;
}

/** 环节名称 for people: the element's name, else its id. */
export const titleOf = (element: ElementModel | undefined, id: string): string => element?.name ?? id;
