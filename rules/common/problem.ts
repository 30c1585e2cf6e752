/**
 * One finding about a document (问题). `pointer` is a JSON Pointer (RFC 6901) into the checked document, so
 * that an editor can lead to the place; `message` is Chinese and says what to do.
 */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
}

/** Thrown when pure rules code is handed data it cannot compute with. The message is Chinese, for people. */
export class RulesError extends Error {
  readonly code: string;
  readonly problems: readonly Problem[];
  constructor(code: string, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'RulesError';
    this.code = code;
    this.problems = problems;
  }
}

export const error = (code: string, pointer: string, message: string): Problem => ({
  severity: 'error',
  code,
  pointer,
  message,
});

export const warning = (code: string, pointer: string, message: string): Problem => ({
  severity: 'warning',
  code,
  pointer,
  message,
});

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((p) => p.severity === 'error');

/** Joins path segments to a JSON Pointer, escaping `~` and `/` (RFC 6901 section 3). */
export const jsonPointer = (segments: readonly PropertyKey[]): string =>
  segments.map((s) => `/${String(s).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

interface ZodLikeError {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
}

/** A zod error as problems with places. Structural, so that this module does not depend on zod. */
export const problemsOfZod = (e: ZodLikeError): Problem[] =>
  e.issues.map((issue) => error('schema', jsonPointer(issue.path), issue.message));

/** A value of a document as a message quotes it, whatever it is: “text”, a number, cut-off JSON. Never throws. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : jsonOf(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function jsonOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    // nested deeper than the stack holds, or not from JSON at all
    return Array.isArray(value) ? '（列表）' : '（组合）';
  }
}
