/** What the package service asks of others. */
import type { PackageFiles } from '../../processes/format.ts';
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

/**
 * What files of a package say of this installation and cannot be seen in them, such as whose weights a scheme has taken:
 * the places that are not true. `released`: files of the release in force, which may be of another installation.
 */
export type FalseClaims = (
  packageId: string,
  files: PackageFiles,
  released: PackageFiles,
) => Promise<{ place: string; message: string }[]>;

/** ES module text with the validators of these forms. */
export type CompileValidators = (
  forms: Iterable<import('../../forms/document.ts').FormDocument>,
) => Promise<string>;
