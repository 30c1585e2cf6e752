/**
 * Whether a pattern is quick on every text. A regular expression tries one way of matching after another, and on a text
 * that almost fits it tries all; here their number is bounded, by a rule so strict that it can be checked by reading:
 * what is repeated without end must itself match in one way only. Text is matched only up to a length (effective.ts).
 */

/** Characters of a value that a pattern without a `maxLength` is matched against. */
export const MATCHED_LENGTH = 500;
/** Ways that may be tried on one value: some milliseconds. */
const MOST_WAYS = 200_000;

/** Ways to match from one place: at most `ways`, times those of sharing the text's length among `free` repeats. */
interface Ways {
  ways: number;
  free: number;
}

const ONE: Ways = { ways: 1, free: 0 };
const NEVER_ENDS: Ways = { ways: Number.POSITIVE_INFINITY, free: 0 };

const both = (a: Ways, b: Ways): Ways => ({ ways: a.ways * b.ways, free: a.free + b.free });

/** A class, an escape (with what belongs to it), or one character. */
const ATOM =
  /\[(?:[^\]\\]|\\.)*\]|\\(?:[pPu]\{[^}]*\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|k<[^>]*>|\d+|.)|./suy;
const GROUP = /\((?:\?(?::|=|!|<=|<!|<[^>=!][^>]*>))?/suy;
const REPEAT = /(?:([*+?])|\{(\d+)(,(\d*))?\})\??/suy;

/** A branch of alternatives: how it matches, and its first character where that is a plain one. */
interface Branch {
  how: Ways;
  first: string | undefined;
  /** Only at the text's start. */
  tied: boolean;
}

/** Alternatives of which no two begin alike: one at most can match. */
function distinct(branches: readonly Branch[]): boolean {
  const firsts = branches.map((b) => b.first);
  return firsts.every((f) => f !== undefined) && new Set(firsts).size === firsts.length;
}

function anyOf(branches: readonly Branch[]): Ways {
  if (branches.length === 1) return branches[0]!.how;
  const ways = branches.map((b) => b.how.ways);
  const free = Math.max(...branches.map((b) => b.how.free));
  if (free === 0 && distinct(branches)) return { ways: Math.max(...ways), free };
  return { ways: ways.reduce((sum, w) => sum + w, 0), free };
}

function repeated(body: Ways, least: number, most: number): Ways {
  const once = body.ways === 1 && body.free === 0;
  if (most === Number.POSITIVE_INFINITY) return once ? { ways: 1, free: 1 } : NEVER_ENDS;
  if (once) return most - least < 100 ? { ways: most - least + 1, free: 0 } : { ways: 1, free: 1 };
  return { ways: (most - least + 1) * body.ways ** most, free: body.free * most };
}

/** Reads a pattern that `RegExp` takes with the flag `u`. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  branches(): Branch[] {
    const branches = [this.#branch()];
    while (this.#text[this.#at] === '|') {
      this.#at++;
      branches.push(this.#branch());
    }
    return branches;
  }

  #branch(): Branch {
    let how = ONE;
    let first: string | undefined;
    const tied = this.#text[this.#at] === '^';
    for (const start = this.#at; this.#at < this.#text.length && !'|)'.includes(this.#text[this.#at]!); ) {
      const isFirst = this.#at === start;
      const { body, plain } = this.#piece();
      const repeat = this.#take(REPEAT);
      if (isFirst && !repeat) first = plain;
      how = both(how, repeat ? repeated(body, ...boundsOf(repeat)) : body);
    }
    return { how, first, tied };
  }

  #piece(): { body: Ways; plain?: string } {
    if (this.#text[this.#at] !== '(') {
      const atom = this.#take(ATOM)![0];
      return /^[.^$[\\]/.test(atom) ? { body: ONE } : { body: ONE, plain: atom };
    }
    const group = this.#take(GROUP)![0];
    // such as `(?i:`, with which other characters are alike
    if (group === '(' && this.#text[this.#at] === '?') return this.#rest();
    const body = anyOf(this.branches());
    this.#at++;
    return { body };
  }

  /** What is not known here is not vouched for. */
  #rest(): { body: Ways } {
    this.#at = this.#text.length;
    return { body: NEVER_ENDS };
  }

  #take(what: RegExp): RegExpExecArray | null {
    what.lastIndex = this.#at;
    const found = what.exec(this.#text);
    if (found) this.#at = what.lastIndex;
    return found;
  }
}

function boundsOf([, sign, least, comma, most]: RegExpExecArray): [least: number, most: number] {
  if (sign !== undefined) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY];
  if (comma === undefined) return [Number(least), Number(least)];
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)];
}

/** Ways in which so many repeats share a text of the length, 1 or more. Beyond what is allowed they are not counted. */
function shares(length: number, free: number): number {
  let ways = 1;
  for (let i = 1; i <= free && ways <= MOST_WAYS; i++) ways = (ways * (length + i)) / i;
  return ways;
}

/** Of a pattern that `RegExp` takes: undefined when it is quick; else up to which length it would be, 0 where never. */
export function quickUpTo(pattern: string, length: number): number | undefined {
  const branches = new Reader(pattern).branches();
  // without a `^` at its start a branch is tried from every place
  const ways = ({ how, tied }: Branch, n: number) => how.ways * shares(n, how.free + (tied ? 0 : 1));
  const quick = (n: number) => branches.reduce((sum, b) => sum + ways(b, n), 0) <= MOST_WAYS;
  if (quick(Math.max(1, length))) return undefined;
  let [low, high] = [0, length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (quick(middle)) low = middle;
    else high = middle;
  }
  return low;
}
