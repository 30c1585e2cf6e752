/** What the package service asks of others. */
import type { Op } from '../store/port.ts';

export interface PackageAudit {
  /** Rows of an audit entry, to be written in the same commit as the act. */
  ops(entry: {
    actorId: string;
    action: string;
    target: string;
    orgId?: string;
    content?: Record<string, unknown>;
  }): Op[];
}

/** ES module text with the validators of these forms. */
export type CompileValidators = (
  forms: Iterable<import('../../forms/document.ts').FormDocument>,
) => Promise<string>;
