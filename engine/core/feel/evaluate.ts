/** Evaluation of FEEL with a cache of parsed expressions. The only caller of feelin besides `compile.ts`. */
import { evaluate as evaluateByFeelin } from 'feelin';
import { parser, trackVariables } from 'lezer-feel';
import type { Json } from '../../engine.ts';
import { sizeOf } from '../json.ts';
import {
  bounded,
  countingFunctions,
  FEEL_STEPS,
  type FeelBudget,
  FeelLimit,
  needsGuard,
  RESERVED,
} from './bound.ts';
import { clockFunctions, type FeelClock } from './clock.ts';
import { type Closure, compile } from './compile.ts';
import type { FeelScope } from './scope.ts';

/** Longest expression, in characters; longer ones are refused at deployment. */
export const MAX_EXPRESSION_LENGTH = 10_000;
const CACHE_SIZE = 10_000;
/** Largest value of one expression, in characters of JSON: Zeebe's records end at 4 MB too. */
const MAX_VALUE = 4_000_000;

export interface FeelEnvironment extends FeelClock {
  /** Shared by the expressions of one command; absent: each has its own. */
  budget?: FeelBudget;
  /**
   * Runs what could take long inside one built-in function, and throws if it takes too long. For regular expressions,
   * whose work cannot be counted.
   */
  guard?: <T>(run: () => T) => T;
}

export interface FeelProblem {
  message: string;
  messageZh: string;
  /** Offset in the expression, in characters. */
  position: number;
}

interface Parsed {
  problem?: FeelProblem;
  closure?: Closure;
  /** Only reads what is there: its value cannot be larger. */
  reads?: boolean;
}

const expressionParser = parser.configure({ top: 'Expression', contextTracker: trackVariables({}) });
const cache = new Map<string, Parsed>();
/** Names that feelin answers by itself; a variable of that name is looked up first, by feelin. */
const isBuiltin = (name: string) => evaluateByFeelin(name, {}).value !== null;

function parse(source: string): Parsed {
  const known = cache.get(source);
  if (known) return known;
  const parsed = parseAnew(source);
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
  cache.set(source, parsed);
  return parsed;
}

function parseAnew(source: string): Parsed {
  if (source.length > MAX_EXPRESSION_LENGTH)
    return {
      problem: {
        message: `expression is longer than ${MAX_EXPRESSION_LENGTH} characters`,
        messageZh: `表达式超过 ${MAX_EXPRESSION_LENGTH} 个字符，请拆分`,
        position: MAX_EXPRESSION_LENGTH,
      },
    };
  if (source.trim() === '')
    return { problem: { message: 'expression is empty', messageZh: '表达式为空', position: 0 } };
  const reserved = source.indexOf(RESERVED);
  if (reserved >= 0)
    return {
      problem: {
        message: `names that begin with <${RESERVED}> are reserved`,
        messageZh: `以“${RESERVED}”开头的名称为系统保留，请改名`,
        position: reserved,
      },
    };
  const tree = expressionParser.parse(source);
  let at = -1;
  tree.iterate({
    enter(node) {
      if (at < 0 && node.type.isError) at = node.from;
    },
  });
  if (at >= 0) {
    const near = source.slice(at, at + 20).trim();
    return {
      problem: {
        message: `FEEL syntax error at position ${at + 1}${near ? ` near <${near}>` : ' (incomplete)'}`,
        messageZh: `FEEL 表达式第 ${at + 1} 个字符处有语法错误${near ? `：“${near}”附近` : '：表达式不完整'}`,
        position: at,
      },
    };
  }
  const reads = /^(?:VariableName|PathExpression)$/.test(tree.topNode.firstChild?.name ?? '');
  try {
    return { closure: compile(tree.topNode, source, isBuiltin), reads };
  } catch (e) {
    if (!(e instanceof RangeError)) throw e;
    return {
      problem: {
        message: 'expression is nested too deeply',
        messageZh: '表达式嵌套过深，请拆分',
        position: 0,
      },
    };
  }
}

/** Syntax problems of an expression (without the leading `=`), for designers and for deployment. Empty: none. */
export function feelProblems(source: string): FeelProblem[] {
  const { problem } = parse(source);
  return problem ? [problem] : [];
}

const DURATION = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** As Java writes a Period (years and months) or a Duration (hours at most), and so as Zeebe's variables have it. */
function durationText({ iso, yearsMonths }: { iso: string; yearsMonths: boolean }): string {
  const found = DURATION.exec(iso);
  if (!found) return iso;
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(2)
    .map((n) => Number(n ?? 0));
  const part = (n: number, unit: string) => (n ? `${found[1]}${n}${unit}` : '');
  if (yearsMonths) {
    const all = years * 12 + months;
    return `P${part(Math.trunc(all / 12), 'Y')}${part(all % 12, 'M')}`.replace(/^P$/, 'P0D');
  }
  const all = ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
  const s = Math.round((all % 60) * 1e9) / 1e9;
  const text = part(Math.trunc(all / 3600), 'H') + part(Math.trunc((all % 3600) / 60), 'M') + part(s, 'S');
  return `PT${text || '0S'}`;
}

const isDuration = (v: object): v is { iso: string; yearsMonths: boolean } =>
  'iso' in v && 'yearsMonths' in v && Object.getPrototypeOf(v) !== Object.prototype;

/** feelin's value as JSON: dates, times and durations as ISO strings; functions and ranges as null. */
function toJson(value: unknown, room: { left: number }): Json {
  take(room, 5);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') take(room, value.length);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((v) => toJson(v, room));
  if (typeof value !== 'object') return null;
  if (isDuration(value)) return durationText(value);
  if ('toJSON' in value && typeof value.toJSON === 'function') return toJson(value.toJSON(), room);
  if (Object.getPrototypeOf(value) !== Object.prototype) return null;
  const out: Record<string, Json> = {};
  for (const [k, v] of Object.entries(value)) {
    take(room, k.length);
    out[k] = toJson(v, room);
  }
  return out;
}

function take(room: { left: number }, size: number): void {
  room.left -= size;
  if (room.left < 0)
    throw new FeelLimit(
      `its value has more than ${MAX_VALUE} characters; keep large data outside the process`,
    );
}

/** `exceeded`: it was given up because it takes too much work, time or room. */
export type FeelResult = { ok: true; value: Json } | { ok: false; message: string; exceeded?: true };

function byFeelin(source: string, scope: FeelScope, env: FeelEnvironment) {
  const budget = env.budget ?? { left: FEEL_STEPS };
  const context = { ...clockFunctions(env), ...scope.all(), ...countingFunctions(budget) };
  const run = () => evaluateByFeelin(bounded(source, context), context);
  return env.guard && needsGuard(source) ? env.guard(run) : run();
}

/** Evaluates an expression; a missing variable is null, as on Zeebe. */
export function evaluateFeel(source: string, scope: FeelScope, env: FeelEnvironment): FeelResult {
  const parsed = parse(source);
  if (parsed.problem) return { ok: false, message: parsed.problem.message };
  try {
    if (!parsed.closure)
      return { ok: true, value: toJson(byFeelin(source, scope, env).value, { left: MAX_VALUE }) };
    const value = parsed.closure(scope);
    if (!parsed.reads && value !== null && (typeof value === 'object' || typeof value === 'string'))
      take({ left: MAX_VALUE }, sizeOf(value, MAX_VALUE));
    return { ok: true, value };
  } catch (e) {
    const message = e instanceof Error ? e.message : String(e);
    if (e instanceof FeelLimit) return { ok: false, message, exceeded: true };
    // The stack, or the longest string that there can be.
    if (e instanceof RangeError)
      return { ok: false, message: `it grows without end (${message})`, exceeded: true };
    return { ok: false, message };
  }
}

/** What feelin warned of, for an incident's message, such as `[NO_VARIABLE_FOUND] Variable 'x' not found`. */
export function feelWarnings(source: string, scope: FeelScope, env: FeelEnvironment): string[] {
  try {
    return byFeelin(source, scope, env).warnings.map((w) => `[${w.type}] ${w.message}`);
  } catch {
    return [];
  }
}
