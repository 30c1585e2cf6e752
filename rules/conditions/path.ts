const FORBIDDEN = new Set(['__proto__', 'prototype', 'constructor']);

/**
 * The segments of a plain pointer: `/a/b` (RFC 6901) or `$.a.b` with plain names; undefined when it is
 * anything else. Filters, wildcards, slices and scripts of JSONPath are not understood, on purpose.
 */
export function pathSegments(path: string): string[] | undefined {
  let segments: string[];
  if (path.startsWith('/')) {
    if (/~(?![01])/.test(path)) return undefined;
    segments = path
      .slice(1)
      .split('/')
      .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'));
  } else if (/^\$(\.[\p{L}_][\p{L}\p{N}_-]*)+$/u.test(path)) segments = path.slice(2).split('.');
  else return undefined;
  return segments.some((s) => s === '' || FORBIDDEN.has(s)) ? undefined : segments;
}

/** Follows own properties only; undefined where the way ends or the path is no plain pointer. */
export function followPath(value: unknown, segments: readonly string[] | undefined): unknown {
  if (segments === undefined) return undefined;
  let at: unknown = value;
  for (const segment of segments) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, segment)) return undefined;
    if (Array.isArray(at) && !/^(0|[1-9]\d*)$/.test(segment)) return undefined;
    at = (at as Record<string, unknown>)[segment];
  }
  return at;
}

/** The `pathResolver` for json-rules-engine, in place of its JSONPath. */
export const resolvePath = (value: object, path: string): unknown => followPath(value, pathSegments(path));
