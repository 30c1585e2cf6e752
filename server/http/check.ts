/** Checks of what a request brings, by the route's schemas. What does not fit is a problem with a place per field. */
import { z } from 'zod';
import { deeperThan, MOST_LEVELS } from '../../processes/depth.ts';
import { zhErrors } from '../../processes/zod-zh.ts';
import { HttpProblem, type Place, type ProblemCode } from './problem.ts';

const WHERE = { params: '路径', query: '查询条件', body: '提交的内容' } as const;

/** An object schema that says nothing of other fields refuses them: a misspelt field must not be dropped silently. */
export function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject && schema._zod.def.catchall === undefined) return schema.strict();
  return schema;
}

/** JSON pointer of an issue's path; the top is `/`. */
export function pointer(path: PropertyKey[]): string {
  return `/${path.map((p) => String(p).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
}

export function placesOf(error: z.ZodError): Place[] {
  return error.issues.slice(0, 50).map((i) => ({ place: pointer(i.path), message: i.message }));
}

/** Pointer of the first `__proto__` at or below `/`, at a depth that has been checked. */
function protoIn(value: unknown, path: string[] = []): string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, '__proto__')) return [...path, '__proto__'];
  for (const [key, inside] of Object.entries(value)) {
    const found = protoIn(inside, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** What no schema sees: zod drops `__proto__` without a word, and walks by recursion. */
function checkOutline(value: unknown): void {
  const refuse = (place: string, message: string): never => {
    throw new HttpProblem('invalid-body', `提交的内容有误：${message}。请改正后重试。`, [{ place, message }]);
  };
  if (deeperThan(value, MOST_LEVELS)) refuse('/', `嵌套过深（最多 ${MOST_LEVELS} 层）`);
  const proto = protoIn(value);
  if (proto) refuse(pointer(proto), '有不认识的字段：__proto__');
}

/** The value as the schema outputs it. HttpProblem otherwise. No schema of a route waits for anything. */
export function check(schema: z.ZodType | undefined, value: unknown, where: keyof typeof WHERE): unknown {
  if (!schema) return where === 'body' ? undefined : value;
  if (where === 'body') checkOutline(value);
  const result = schema.safeParse(value, { error: zhErrors });
  if (result.success) return result.data;
  const code: ProblemCode = where === 'body' ? 'invalid-body' : 'bad-request';
  const places = placesOf(result.error);
  const first = places[0];
  const detail = first ? `${WHERE[where]}有误：${first.place} ${first.message}` : `${WHERE[where]}有误`;
  throw new HttpProblem(
    code,
    `${detail}${places.length > 1 ? ` 等 ${places.length} 处` : ''}。请改正后重试。`,
    places,
  );
}
