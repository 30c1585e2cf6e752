import type { DrawingProblem } from '../../engine.ts';

/** Collects what is wrong with one resource. */
export class Problems {
  readonly list: DrawingProblem[] = [];
  readonly #resource: string;

  constructor(resource: string) {
    this.#resource = resource;
  }

  add(code: string, elementId: string | undefined, message: string, messageZh: string): void {
    this.list.push({
      resource: this.#resource,
      ...(elementId === undefined ? {} : { elementId }),
      code,
      message,
      messageZh,
    });
  }
}
