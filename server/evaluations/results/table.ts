/** The result as a workbook (.xlsx): ranking, all values and points, the method. Values, no formulas: it is a record. */
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { leavesOf } from '../../../rules/index.ts';
import { localDate } from '../../clock/clock.ts';
import type { ResultView } from './schemas.ts';
import { MISSING, NO_VALUE, SOURCES, scaleInWords } from './words.ts';

const head = (texts: string[]) => texts.map((value) => ({ value, fontWeight: 'bold' as const, wrap: true }));
/** Text stays text: the library writes it as a string cell, so that `=…` in a title is not computed. */
const text = (value: string | null | undefined) => (value ? { value, type: String } : null);
const number = (value: number | null | undefined, format = '0.00') =>
  value === null || value === undefined ? null : { value, type: Number, format };

function ranking({ objects, before }: ResultView): SheetData {
  const sorted = [...objects].sort(
    (a, b) => (a.score.rank ?? Number.POSITIVE_INFINITY) - (b.score.rank ?? Number.POSITIVE_INFINITY),
  );
  return [
    head([
      ...['名次', '评价对象', '得分', '等次', '加减分前', '加减分', '一票否决'],
      ...(before ? [`${before.year} 年得分`, `${before.year} 年名次`] : []),
    ]),
    ...sorted.map((o) => [
      number(o.score.rank, '0'),
      text(o.title),
      number(o.score.total),
      text(o.grade?.title),
      number(o.score.base),
      number(o.score.adjustments.reduce((n, a) => n + a.points, 0)),
      text(o.score.veto?.title),
      ...(before ? [number(before.objects[o.id]?.total), number(before.objects[o.id]?.rank, '0')] : []),
    ]),
  ];
}

function details({ objects, scheme }: ResultView): SheetData {
  const units = new Map(leavesOf(scheme).map((l) => [l.id, l.unit ?? '']));
  return [
    head([
      '评价对象',
      '指标',
      '层级',
      '权重',
      '数值',
      '单位',
      '得分',
      '占总分（%）',
      '折合分',
      '没有数据的原因',
      '处理',
    ]),
    ...objects.flatMap((o) => [
      ...o.score.nodes.map((n) => {
        const value = o.values[n.id];
        return [
          text(o.title),
          text(n.title),
          number(n.depth + 1, '0'),
          number(n.weight),
          n.leaf ? number(value?.value, '0.####') : null,
          text(units.get(n.id)),
          number(n.normalised),
          number(n.normalised === null ? null : n.effectiveWeight * 100),
          number(n.contribution),
          text(n.leaf && value?.reason ? NO_VALUE[value.reason] : undefined),
          text(n.missing ? MISSING[n.missing] : undefined),
        ];
      }),
      ...o.score.adjustments.map((a) => [
        ...[
          text(o.title),
          text(a.title),
          null,
          null,
          number(o.values[a.id]?.value, '0.####'),
          null,
          null,
          null,
        ],
        ...[
          number(a.points),
          text(a.missing ? '没有数值' : undefined),
          text(a.capped ? '已到上限' : undefined),
        ],
      ]),
    ]),
  ];
}

function method({ scheme, caseTitle, at, releaseNumber, weightsOf, year }: ResultView): SheetData {
  const facts: [string, string][] = [
    ['评议', caseTitle],
    ['年度', String(year)],
    ['指标体系', `${scheme.title}（配置第 ${releaseNumber} 版）`],
    ['权重', weightsOf?.title ?? '指标体系所定'],
    ['计算时间', localDate(at)],
  ];
  return [
    ...facts.map(([a, b]) => [{ value: a, fontWeight: 'bold' as const }, text(b)]),
    [],
    head(['指标', '数据来源', '计分方式', '方向', '没有数据时']),
    ...leavesOf(scheme).map((l) => [
      text(l.title),
      text(SOURCES[l.source.kind]),
      text(scaleInWords(l.scale)),
      text(l.direction === 'higher' ? '越大越好' : '越小越好'),
      text(MISSING[l.missing]),
    ]),
  ];
}

const widths = (...each: number[]) => each.map((width) => ({ width }));

export async function renderTable(view: ResultView): Promise<Uint8Array> {
  const file = await writeXlsxFile([
    {
      data: ranking(view),
      sheet: '得分和名次',
      columns: widths(8, 28, 10, 10, 10, 10, 28, 12, 12),
      stickyRowsCount: 1,
    },
    {
      data: details(view),
      sheet: '指标明细',
      columns: widths(24, 28, 8, 8, 12, 8, 10, 10, 24, 24),
      stickyRowsCount: 1,
    },
    { data: method(view), sheet: '评价办法', columns: widths(28, 24, 48, 12, 28) },
  ]).toBuffer();
  return new Uint8Array(file);
}
