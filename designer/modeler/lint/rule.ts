/** The shape of a bpmnlint rule. Messages are Chinese; the board's `translate` gives the English ones. */
import type { ModdleElement } from '../moddle.ts';

export interface Reporter {
  report(id: string, message: string, path?: string[]): void;
}

export interface Rule {
  check(node: ModdleElement, reporter: Reporter): void;
}

export type RuleFactory<Options = unknown> = (options?: Options) => Rule;
