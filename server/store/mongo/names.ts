/**
 * Field names as MongoDB can hold them: `.`, `$` and NUL mean something to it, `__proto__` to JavaScript. They are
 * percent-encoded, wherever they stand in a document; values are untouched.
 */

function encodeName(name: string): string {
  if (name === '__proto__') return '%5F_proto__';
  return name.replace(/[%.$\0]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

function decodeName(name: string): string {
  return name.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (value === null || typeof value !== 'object') return value;
  // fromEntries defines own properties, also one called __proto__.
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [rename(k), renamed(v, rename)]));
}

export function encodeFields(doc: object): Record<string, unknown> {
  return renamed(doc, encodeName) as Record<string, unknown>;
}

export function decodeFields(doc: object): Record<string, unknown> {
  return renamed(doc, decodeName) as Record<string, unknown>;
}
