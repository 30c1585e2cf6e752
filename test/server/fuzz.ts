/** Random requests for every route: shaped by its schemas and not at all. Whatever comes, the server must not break. */
import fc from 'fast-check';
import { z } from 'zod';
import type { AnyRoute } from '../../server/http/route.ts';
import type { Client, TestServer } from './support.ts';

interface Node {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Node[];
  oneOf?: Node[];
  allOf?: Node[];
  properties?: Record<string, Node>;
  required?: string[];
  items?: Node;
  pattern?: string;
  minLength?: number;
  format?: string;
  $ref?: string;
}

/** Texts that have broken programs before. */
const nasty = fc.constantFrom(
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'null',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "' OR 1=1 --",
  '%00',
  '\u0000',
  '\ud800',
  '<script>',
  '{{7*7}}',
  '监督',
  '𠮷',
  'donghu',
  'jtj',
  'db01',
  'deputy-suggestions',
  'a'.repeat(5000),
  '9999999999999999999',
  '2026-02-30',
  '$(x)',
  '*',
  '\\',
);
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 12 }));

function textOf(node: Node): fc.Arbitrary<unknown> {
  const fits = node.pattern
    ? fc.stringMatching(new RegExp(node.pattern))
    : fc.string({ minLength: node.minLength ?? 0, maxLength: (node.minLength ?? 0) + 8 });
  const date = node.format === 'date' ? fc.constantFrom('2026-03-01', '2027-12-31') : fits;
  return fc.oneof({ weight: 4, arbitrary: date }, { weight: 1, arbitrary: text });
}

function ofNode(node: Node, depth: number): fc.Arbitrary<unknown> {
  if (depth > 5 || node.$ref) return fc.jsonValue({ maxDepth: 1 });
  if (node.const !== undefined) return fc.constant(node.const);
  if (node.enum) return fc.constantFrom(...node.enum);
  const variants = node.anyOf ?? node.oneOf;
  if (variants?.length) return fc.oneof(...variants.map((v) => ofNode(v, depth + 1)));
  switch (Array.isArray(node.type) ? node.type[0] : node.type) {
    case 'object': {
      const shape = Object.entries(node.properties ?? {}).map(([k, v]) => [k, broken(v, depth + 1)] as const);
      if (shape.length === 0) return fc.dictionary(text, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
      const model = Object.fromEntries(shape);
      const complete = fc.record(model, { requiredKeys: node.required ?? [] });
      // Mostly complete, so that handlers are reached and not only their door.
      const some = fc.record(model, { requiredKeys: [] });
      return fc.oneof({ weight: 3, arbitrary: complete }, { weight: 1, arbitrary: some });
    }
    case 'array':
      return fc.array(ofNode(node.items ?? {}, depth + 1), { maxLength: 4 });
    case 'string':
      return textOf(node);
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 20 }), fc.double(), fc.constant(Number.MAX_SAFE_INTEGER));
    case 'boolean':
      return fc.boolean();
    default:
      // Also what is read as a number, which its schema does not say.
      return fc.oneof(fc.constantFrom('1', '50', '2026', 2026), fc.jsonValue({ maxDepth: 3 }));
  }
}

/** Mostly what the schema says, at times something else. */
function broken(node: Node, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 8, arbitrary: ofNode(node, depth) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  );
}

function arbitraryOf(schema: z.ZodType | undefined): fc.Arbitrary<unknown> {
  if (!schema) return fc.constant(undefined);
  const node = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'input',
    target: 'draft-2020-12',
  }) as Node;
  return fc.oneof(
    { weight: 4, arbitrary: ofNode(node, 0) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  );
}

interface Sent {
  path: string;
  body: string | undefined;
}

const wellFormed = (value: unknown): string =>
  encodeURIComponent(
    (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(
      /\p{Surrogate}/gu,
      '\ufffd',
    ) || '-',
  );

/** `ids`: values that exist, so that handlers are reached and not only their 404. */
function requestOf(route: AnyRoute, ids: string[]): fc.Arbitrary<Sent> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
  const param = fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: text });
  const params = fc.tuple(...names.map(() => param));
  return fc.tuple(params, arbitraryOf(route.query), arbitraryOf(route.body)).map(([values, query, body]) => {
    let i = 0;
    // Where a body repeats the id of its address, a different one gets no further than that.
    const own = body as { id?: unknown } | undefined;
    if (names.length === 1 && typeof own?.id === 'string' && /^[a-z]+$/.test(String(values[0])))
      own.id = values[0];
    const path = route.path.replaceAll(/:(\w+)/g, () => wellFormed(values[i++]));
    const pairs = query !== null && typeof query === 'object' ? Object.entries(query) : [];
    const search = pairs.map(([k, v]) => `${wellFormed(k)}=${wellFormed(v)}`).join('&');
    const json = body === undefined ? undefined : JSON.stringify(body);
    return { path: search ? `${path}?${search}` : path, body: json };
  });
}

/** Signing out or changing passwords would only end the run early; streams do not end. */
const SKIPPED = new Set(['delete /api/session', 'post /api/session/password', 'get /api/events']);

export interface FuzzOptions {
  server: TestServer;
  /** Who sends. */
  as: string;
  /** Requests for each route. */
  runs: number;
  seed: number;
  ids?: string[];
  onReply?: (route: string, status: number) => void;
}

/** All answers of 500 and above, with what was sent. */
export async function fuzzRoutes(o: FuzzOptions): Promise<{ route: string; status: number; sent: Sent }[]> {
  const failures: { route: string; status: number; sent: Sent }[] = [];
  const fixed = ['renda1', 'db02', 'donghu', 'jtj', 'clerk', '1', '2026', '2026-03-02'];
  const ids = [...fixed, 'deputy-suggestions', 'deputy-suggestions@1', ...(o.ids ?? [])];
  let client: Client = await o.server.client(o.as);
  // Those with a limit of calls come last: they answer 429 after it, and guess passwords, so that nobody can sign in again.
  const routes = [...o.server.app.routes].sort((a, b) => Number(!!a.rateLimit) - Number(!!b.rateLimit));
  for (const route of routes) {
    const name = `${route.method} ${route.path}`;
    if (SKIPPED.has(name)) continue;
    for (const sent of fc.sample(requestOf(route, ids), { numRuns: o.runs, seed: o.seed })) {
      const reply = await client.call(
        route.method.toUpperCase(),
        sent.path,
        route.method === 'get' ? undefined : sent.body,
      );
      if (reply.status >= 500) failures.push({ route: name, status: reply.status, sent });
      o.onReply?.(name, reply.status);
      if (reply.status === 401 && route.access !== 'public') client = await o.server.client(o.as);
    }
  }
  return failures;
}
