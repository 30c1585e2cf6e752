/**
 * A release: a whole package, checked and frozen. Cases know theirs, so that their form and rule never shift under them.
 * `server/packages/service.ts` keeps them; cases, tasks and blocks read them through `Releases`.
 */
import type { FormDocument } from '../../forms/document.ts';
import type {
  DocumentDefinition,
  Manifest,
  PackageFiles,
  PublicationDefinition,
  RegisterDefinition,
} from '../../processes/format.ts';

export interface Release {
  /** `<package id>@<number>`. */
  id: string;
  packageId: string;
  /** 1, 2, 3 … in each installation. */
  number: number;
  manifest: Manifest;
  files: PackageFiles;
  forms: Map<string, FormDocument>;
  /** rules/<id>.json, by id; `kind` tells which. */
  rules: Map<string, { kind: string; id: string; title: string }>;
  registers: Map<string, RegisterDefinition>;
  documents: Map<string, DocumentDefinition>;
  publications: Map<string, PublicationDefinition>;
  /** The deployed main process: a case starts by this exact version. */
  process: { bpmnProcessId: string; version: number; file: string };
  /** Values of the package's parameters in force for an organisation: defaults under the organisation's own. */
  parameters(orgPath: string): Record<string, unknown>;
  publishedAt: string;
  publishedBy: string;
  reason: string;
}

export interface Releases {
  /** The release in force of each package, in the manifests' order. */
  current(): Promise<Release[]>;
  currentOf(packageId: string): Promise<Release | undefined>;
  get(releaseId: string): Promise<Release | undefined>;
}
