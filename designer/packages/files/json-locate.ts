/** Where in a JSON text the value at a pointer stands, and where a text stops being JSON. Pure. */

export interface Span {
  start: number;
  end: number;
}

/** 1-based line and column of an offset. */
export function lineOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The offset at which `JSON.parse` gives up; undefined when the text is JSON. */
export function errorOffset(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const at = /position (\d+)/.exec(message)?.[1];
    const place = /line (\d+) column (\d+)/.exec(message);
    if (at !== undefined) return Math.min(Number(at), text.length);
    if (!place) return text.length;
    const lines = text.split('\n').slice(0, Number(place[1]) - 1);
    return Math.min(lines.reduce((sum, l) => sum + l.length + 1, 0) + Number(place[2]) - 1, text.length);
  }
}

/** The span of the value at a JSON pointer, or of the deepest part on the way that exists. The text must be JSON. */
export function locate(text: string, pointer: string): Span {
  const path = pointer
    .split('/')
    .slice(1)
    .map((p) => p.replace(/~1/g, '/').replace(/~0/g, '~'));
  let at = 0;
  let best: Span = { start: 0, end: 0 };
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at += 1;
  };
  const string = (): string => {
    const start = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    at += 1;
    return JSON.parse(text.slice(start, at)) as string;
  };
  /** Reads a value; `depth` parts of the path have been met, or -1 when it is beside the way. */
  const value = (depth: number): void => {
    space();
    const start = at;
    const next = (key: string) => (depth >= 0 && path[depth] === key ? depth + 1 : -1);
    if (text[at] === '"') string();
    else if (text[at] === '{' || text[at] === '[') {
      const array = text[at] === '[';
      at += 1;
      space();
      for (let index = 0; at < text.length && text[at] !== '}' && text[at] !== ']'; index += 1) {
        space();
        const key = array ? String(index) : string();
        space();
        if (!array) at += 1;
        value(next(key));
        space();
        if (text[at] === ',') at += 1;
        space();
      }
      at += 1;
    } else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at += 1;
    // The inner value is read first, so that the deepest one that was met stays.
    if (depth >= 0 && best.end === 0) best = { start, end: at };
  };
  value(0);
  return best;
}
