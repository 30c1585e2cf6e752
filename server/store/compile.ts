/** A collection definition made ready for an adapter: paths classified, indexes completed with `id`, a validator. */
import { valueAt, valuesAt } from './paths.ts';
import { type CollectionDefinition, type Scalar, StoreUsageError } from './port.ts';
import { wellFormed } from './scalar.ts';
import { shapesOf } from './shape.ts';

export interface Key {
  path: string;
  desc: boolean;
}

export interface CompiledIndex {
  /** Unique within the collection; made of the fields. */
  name: string;
  /** The declared fields as written, for messages and `ConflictError.fields`. */
  fields: string[];
  /** The declared keys; `id` ascending follows them in every scan. */
  keys: Key[];
  unique: boolean;
  /** The one multi-valued path, if any. */
  multi?: string;
}

export interface CompiledCollection {
  name: string;
  indexes: CompiledIndex[];
  /** Every path that some index names, with whether it is multi-valued. */
  paths: Map<string, { multi: boolean }>;
  search: string[];
  /** Parses a document by the schema (without `rev`); StoreUsageError names collection, id and path. */
  validate(doc: Record<string, unknown>): Record<string, unknown> & { id: string };
}

const NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;
const PATH = /^[A-Za-z_][\w-]*(\.[A-Za-z_][\w-]*)*$/;

export function checkId(collection: string, id: unknown): asserts id is string {
  if (typeof id !== 'string' || id === '' || id.length > 500 || id.includes('\0') || wellFormed(id) !== id) {
    throw new StoreUsageError(
      `id <${String(id)}> of <${collection}> must be a well-formed text of 1 to 500 characters`,
    );
  }
}

function compileIndex(
  name: string,
  fields: string[],
  unique: boolean,
  multiOf: (p: string) => boolean,
): CompiledIndex {
  const keys = fields.map((f) =>
    f.startsWith('-') ? { path: f.slice(1), desc: true } : { path: f, desc: false },
  );
  const multi = keys.filter((k) => multiOf(k.path)).map((k) => k.path);
  if (keys.length === 0) throw new StoreUsageError(`an index of <${name}> has no fields`);
  if (multi.length > 1) {
    throw new StoreUsageError(
      `index [${fields.join(', ')}] of <${name}> has several lists: ${multi.join(', ')}`,
    );
  }
  if (new Set(keys.map((k) => k.path)).size !== keys.length || keys.some((k) => k.path === 'id')) {
    throw new StoreUsageError(`index [${fields.join(', ')}] of <${name}> repeats a field or names <id>`);
  }
  return { name: fields.join(','), fields, keys, unique, ...(multi[0] ? { multi: multi[0] } : {}) };
}

/** Checks a definition (names, paths against the schema) and completes it. StoreUsageError names what is wrong. */
export function compileCollection(definition: CollectionDefinition): CompiledCollection {
  const { name, schema } = definition;
  if (!NAME.test(name))
    throw new StoreUsageError(`collection name <${name}> must be letters, digits, _ . or -`);
  const shapeOf = shapesOf(schema);
  const paths = new Map<string, { multi: boolean }>();
  let unsaid = false;
  for (const field of definition.indexes.flatMap((i) => i.fields)) {
    const path = field.replace(/^-/, '');
    const shape = PATH.test(path) ? shapeOf(path) : 'absent';
    if (shape === 'absent' || shape === 'object') {
      throw new StoreUsageError(
        `index path <${path}> of <${name}> leads to ${shape === 'absent' ? 'nothing' : 'an object'}`,
      );
    }
    if (shape === 'unknown') unsaid = true;
    paths.set(path, { multi: shape === 'multi' });
  }
  const indexes = definition.indexes.map((i) =>
    compileIndex(name, i.fields, i.unique ?? false, (p) => paths.get(p)!.multi),
  );
  const twice = indexes.find((i, n) => indexes.findIndex((j) => j.name === i.name) !== n);
  if (twice) throw new StoreUsageError(`index [${twice.fields.join(', ')}] of <${name}> is declared twice`);
  for (const path of definition.search ?? []) {
    if (!PATH.test(path) || ['absent', 'object'].includes(shapeOf(path))) {
      throw new StoreUsageError(`search path <${path}> of <${name}> leads to nothing`);
    }
  }
  const compiled: CompiledCollection = {
    name,
    indexes,
    paths,
    search: definition.search ?? [],
    validate(doc) {
      checkId(name, doc.id);
      const { rev: _, ...rest } = doc;
      const parsed = schema.safeParse(rest);
      if (parsed.success) {
        const valid = parsed.data as Record<string, unknown> & { id: string };
        // Where the schema does not say, only the document shows whether an index path leads to a plain value.
        if (unsaid) for (const index of indexes) entriesOf(compiled, index, valid);
        return valid;
      }
      const issue = parsed.error.issues[0]!;
      throw new StoreUsageError(
        `document <${doc.id}> of <${name}> breaks its schema at <${issue.path.join('.')}>: ${issue.message}`,
      );
    },
  };
  return compiled;
}

/** The entries of a document in an index: one tuple, or one per distinct element when multi-valued. */
export function entriesOf(collection: CompiledCollection, index: CompiledIndex, doc: unknown): Scalar[][] {
  const at = (path: string) => valueAt(doc, path, `${collection.name}.${path}`);
  if (!index.multi) return [index.keys.map((k) => at(k.path))];
  const elements = valuesAt(doc, index.multi, `${collection.name}.${index.multi}`);
  return elements.map((e) => index.keys.map((k) => (k.path === index.multi ? e : at(k.path))));
}
