/** What a zod schema says about a dotted path: one plain value, a list, nothing of that name, or it does not say. */
import { z } from 'zod';

export type PathShape = 'single' | 'multi' | 'object' | 'absent' | 'unknown';

interface Node {
  $ref?: string;
  type?: string | string[];
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  properties?: Record<string, Node>;
  additionalProperties?: Node | boolean;
  items?: Node;
  prefixItems?: Node[];
  enum?: unknown[];
  const?: unknown;
}

function resolve(root: Node, node: Node): Node {
  if (!node.$ref) return node;
  let target: unknown = root;
  for (const part of node.$ref.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    target = (target as Record<string, unknown> | undefined)?.[part];
  }
  return (target as Node | undefined) ?? {};
}

function walk(root: Node, raw: Node, segments: string[], inList: boolean, seen: Node[]): PathShape[] {
  const node = resolve(root, raw);
  if (seen.includes(node)) return [];
  const variants = node.anyOf ?? node.oneOf ?? node.allOf;
  if (variants) return variants.flatMap((v) => walk(root, v, segments, inList, [...seen, node]));
  if (node.type === 'array' || node.items || node.prefixItems) {
    const items = [...(node.prefixItems ?? []), ...(node.items ? [node.items] : [])];
    return (items.length ? items : [{}]).flatMap((i) => walk(root, i, segments, true, []));
  }
  const isObject = node.type === 'object' || node.properties !== undefined;
  if (segments.length === 0) {
    if (isObject) return ['object'];
    if (node.type === undefined && node.enum === undefined && node.const === undefined) {
      return [inList ? 'multi' : 'unknown'];
    }
    return [inList ? 'multi' : 'single'];
  }
  if (!isObject) return node.type === undefined && node.enum === undefined ? ['unknown'] : ['absent'];
  const [head, ...rest] = segments as [string, ...string[]];
  const property =
    node.properties && Object.hasOwn(node.properties, head) ? node.properties[head] : undefined;
  if (property) return walk(root, property, rest, inList, []);
  const extra = node.additionalProperties;
  if (extra === false) return ['absent'];
  return typeof extra === 'object' ? walk(root, extra, rest, inList, []) : ['unknown'];
}

/** A function from dotted path to shape, for one schema. A schema that JSON Schema cannot say is `unknown` all over. */
export function shapesOf(schema: z.ZodType): (path: string) => PathShape {
  let root: Node;
  try {
    root = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }) as Node;
  } catch {
    return () => 'unknown';
  }
  return (path) => {
    const found = new Set(walk(root, root, path.split('.'), false, []));
    for (const shape of ['multi', 'object', 'unknown', 'single'] as const) if (found.has(shape)) return shape;
    return 'absent';
  };
}
