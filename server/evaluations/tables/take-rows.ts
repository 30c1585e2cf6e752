/** Rows of a file or of a typed table → values by body and indicator; each wrong cell is told with its row and column. */
import type { RubricLevel } from '../../../rules/index.ts';
import type { Place } from '../../http/problem.ts';
import type { DataRow } from './collections.ts';
import type { Cell, FileTable } from './read-table.ts';

/** What may be given from outside. */
export interface DataColumn {
  id: string;
  title: string;
  unit: string;
  levels?: readonly RubricLevel[];
}
export interface DataBody {
  id: string;
  name: string;
  shortName: string;
}
export interface ChosenColumns {
  /** Heading of the column that names the object. */
  object: string;
  columns: readonly { heading: string; indicator: string }[];
}

export interface TakenRows {
  rows: DataRow[];
  problems: Place[];
  /** Chinese; what looks odd but may be right. */
  warnings: string[];
}

/** Width, spaces and case do not count in names. */
const sameName = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Letters from which on the end of a name will do: 交通局 for 东湖区交通局. */
const LEAST_END = 3;

/**
 * Bodies by whatever people call them: id, full or short name, or the end of just one body's name. Of what two are
 * called, neither is meant.
 */
export function bodyFinder(bodies: readonly DataBody[]): (name: string) => DataBody | undefined {
  const byName = new Map<string, DataBody | null>();
  for (const body of bodies)
    for (const name of new Set([body.id, body.name, body.shortName].map(sameName))) {
      const other = byName.get(name);
      byName.set(name, other === undefined || other?.id === body.id ? body : null);
    }
  return (given) => {
    const name = sameName(given);
    if (byName.has(name) || name.length < LEAST_END) return byName.get(name) ?? undefined;
    const ending = bodies.filter(
      (b) => sameName(b.name).endsWith(name) || sameName(b.shortName).endsWith(name),
    );
    return ending.length === 1 ? ending[0] : undefined;
  };
}

const NOTHING = new Set(['', '-', '—', '——', '/', '无', '无数据', 'n/a']);
const BOUND = 1e12;

/** A number as people write it (85, 85%, 1,234), a level by title or id, null without a value; undefined: neither. */
export function valueIn(
  cell: Cell,
  { levels }: Pick<DataColumn, 'levels'>,
): number | string | null | undefined {
  if (cell === null) return null;
  if (typeof cell === 'number') return Number.isFinite(cell) && Math.abs(cell) <= BOUND ? cell : undefined;
  const text = cell.normalize('NFKC').trim();
  if (NOTHING.has(text.toLowerCase())) return null;
  const level = levels?.find((l) => sameName(l.title) === sameName(text) || l.id === text);
  if (level) return level.id;
  if (!/^[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?%?$/.test(text)) return undefined;
  const number = Number(text.replace(/[,%]/g, ''));
  return Math.abs(number) <= BOUND ? number : undefined;
}

/**
 * Columns as they were chosen last, else by their titles. Headings that nothing is known of are left out, and so are
 * `saved.headings` that were left out before.
 */
export function guessColumns(
  headings: readonly string[],
  columns: readonly DataColumn[],
  saved: (ChosenColumns & { headings?: readonly string[] }) | undefined,
): ChosenColumns {
  const bare = (h: string) => sameName(h.replace(/[（(][^）)]*[）)]$/, ''));
  const object =
    [saved?.object, ...['单位', '单位名称', '部门', '部门名称', '评价对象', '对象', '承办单位']].find(
      (h) => h !== undefined && headings.includes(h),
    ) ??
    headings.find((h) => h !== '') ??
    '';
  const found = headings.flatMap((heading) => {
    if (heading === '' || heading === object) return [];
    const before = saved?.columns.find((c) => c.heading === heading)?.indicator;
    if (before === undefined && saved?.headings?.includes(heading)) return [];
    const column =
      columns.find((c) => c.id === before) ??
      columns.find((c) => bare(c.title) === bare(heading) || c.id === heading);
    return column ? [{ heading, indicator: column.id }] : [];
  });
  return { object, columns: found };
}

export function takeFile(
  table: FileTable,
  chosen: ChosenColumns,
  columns: readonly DataColumn[],
  bodies: readonly DataBody[],
): TakenRows {
  const objectAt = table.headings.indexOf(chosen.object);
  const problems: Place[] = [];
  if (objectAt < 0)
    problems.push({ place: '表头', message: `没有“${chosen.object}”这一列，请重新选择单位所在的列。` });
  const read = chosen.columns.flatMap(({ heading, indicator }) => {
    const at = table.headings.indexOf(heading);
    const column = columns.find((c) => c.id === indicator);
    if (at >= 0 && column) return [{ at, heading, column }];
    problems.push({ place: '表头', message: `“${heading}”列或它对应的指标已不存在，请重新选择。` });
    return [];
  });
  const twice = chosen.columns.find(
    (c, i) => chosen.columns.findIndex((x) => x.indicator === c.indicator) !== i,
  );
  if (twice)
    problems.push({ place: '表头', message: `“${twice.heading}”和另一列对应同一个指标，请只选一列。` });
  if (read.length === 0)
    problems.push({ place: '表头', message: '没有一列对应到指标，请先选择各列是哪个指标。' });
  if (problems.length > 0) return { rows: [], problems, warnings: [] };
  return take(
    table.rows.map(({ line, cells }) => ({
      line,
      object: cells[objectAt] ?? null,
      cells: read.map(({ at, heading, column }) => ({ heading, column, cell: cells[at] ?? null })),
    })),
    bodies,
  );
}

interface GivenRow {
  line: number;
  object: Cell;
  cells: { heading: string; column: DataColumn; cell: Cell }[];
}

export function take(given: readonly GivenRow[], bodies: readonly DataBody[]): TakenRows {
  const find = bodyFinder(bodies);
  const problems: Place[] = [];
  const seen = new Map<string, number>();
  const rows = given.flatMap(({ line, object, cells }, i): DataRow[] => {
    const name = object === null ? '' : String(object).trim();
    const body = name === '' ? undefined : find(name);
    if (!body) {
      const message = name === '' ? '没有写单位。' : `目录中没有“${name}”，请改为单位的全称或简称。`;
      problems.push({ place: `第 ${line} 行`, message });
      return [];
    }
    const before = seen.get(body.id);
    if (before !== undefined)
      problems.push({ place: `第 ${line} 行`, message: `“${name}”与第 ${before} 行是同一个单位，请合并。` });
    seen.set(body.id, line);
    const values: DataRow['values'] = {};
    for (const { heading, column, cell } of cells) {
      const value = valueIn(cell, column);
      if (value !== undefined) values[column.id] = value;
      else
        problems.push({
          place: `第 ${line} 行“${heading}”列`,
          message: column.levels
            ? `“${cell}”不是等级（${column.levels.map((l) => l.title).join('、')}），也不是数值。`
            : `“${cell}”不是数值，请改为数值；没有数据请留空。`,
        });
    }
    return [{ object: body.id, row: i + 1, values }];
  });
  return { rows, problems, warnings: oddPercents(given, rows) };
}

/** A spreadsheet keeps 85 % as 0.85: a whole column of such values is most likely meant otherwise. */
function oddPercents(given: readonly GivenRow[], rows: readonly DataRow[]): string[] {
  return (given[0]?.cells ?? []).flatMap(({ column, heading }) => {
    if (column.unit !== '%') return [];
    const numbers = rows.flatMap((r) => {
      const v = r.values[column.id];
      return typeof v === 'number' ? [v] : [];
    });
    const small = numbers.some((n) => n > 0) && numbers.every((n) => n >= 0 && n <= 1);
    return small
      ? [`“${heading}”列的单位是 %，而数值都不大于 1。若 0.85 表示 85%，请改为 85 后再上传。`]
      : [];
  });
}

/** The earlier table with the new values in it: bodies and columns that the new one does not name stay. */
export function mergeRows(before: readonly DataRow[], after: readonly DataRow[]): DataRow[] {
  const named = new Set(after.map((r) => r.object));
  const kept = before.filter((r) => !named.has(r.object));
  const merged = after.map((r) => ({
    ...r,
    values: { ...before.find((b) => b.object === r.object)?.values, ...r.values },
  }));
  return [...kept, ...merged].map((r, i) => ({ ...r, row: i + 1 }));
}
