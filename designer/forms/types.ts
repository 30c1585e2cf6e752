import type { Names } from '../../forms/describe.ts';
import type { FileReference } from '../../forms/document.ts';

export type FormData = Record<string, unknown>;

export type LookupKind = 'body' | 'user' | 'deputy' | 'group';
export interface LookupOption {
  id: string;
  name: string;
  /** Shown beside the name, such as a district or a body. */
  hint?: string | undefined;
}

/** What the renderer needs of the world around it. */
export interface FormServices {
  /** Options by text, or of the ids given. */
  lookup(kind: LookupKind, query: { search?: string; ids?: string[] }): Promise<LookupOption[]>;
  /** Stores a file and gives its reference; absent where files cannot be added. */
  upload?: ((file: File, onProgress: (share: number) => void) => Promise<FileReference>) | undefined;
  fileHref(id: string): string;
  names: Names;
}
