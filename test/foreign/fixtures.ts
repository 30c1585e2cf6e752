/** Drawings in the manner of other tools, made for these tests. */
import { readFileSync } from 'node:fs';

const NAMES = ['camunda7', 'zeebe', 'signavio', 'bizagi', 'flowable', 'trisotech', 'aris', 'drawio'] as const;
export type FixtureName = (typeof NAMES)[number];

export const fixture = (name: FixtureName): string =>
  readFileSync(new URL(`./fixtures/${name}.bpmn`, import.meta.url), 'utf8');

export const fixtures: [FixtureName, string][] = NAMES.map((name) => [name, fixture(name)]);
