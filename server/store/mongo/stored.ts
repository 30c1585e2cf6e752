/** A document as it lies in MongoDB. */
import { gramsOf, runsOf } from '../bigrams.ts';
import type { CompiledCollection } from '../compile.ts';
import { textsAt } from '../paths.ts';
import type { Doc } from '../port.ts';
import { decodeFields, encodeFields } from './names.ts';

export interface StoredDoc {
  _id: string;
  rev: number;
  /** The commit that wrote it: what makes applying a commit again harmless. */
  seq: number;
  /** The document without its id, field names encoded. */
  doc: Record<string, unknown>;
  /** Search: the runs of each text, spaced, to check a match; and the bigrams, to find it. */
  text?: string[];
  grams?: string[];
}

/** A document's content, as a commit record carries it. */
export type Body = Omit<StoredDoc, '_id' | 'seq'>;

export function toBody(c: CompiledCollection, doc: Doc): Body {
  const { id: _id, rev, ...fields } = doc;
  return { rev, doc: encodeFields(fields), ...searchFields(c, doc) };
}

export function searchFields(c: CompiledCollection, doc: object): Pick<StoredDoc, 'text' | 'grams'> {
  if (c.search.length === 0) return {};
  const texts = c.search.flatMap((path) => textsAt(doc, path));
  return { text: texts.map((t) => runsOf(t).join(' ')), grams: [...new Set(texts.flatMap(gramsOf))] };
}

export function fromStored(stored: Pick<StoredDoc, '_id' | 'rev' | 'doc'>): Doc {
  return { ...decodeFields(stored.doc), id: stored._id, rev: stored.rev };
}
