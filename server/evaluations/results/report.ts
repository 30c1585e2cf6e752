/** The printed report (评价报告) as .docx: ranking, each object with its indicators and reasons, the method, room for the seal. */
import { amountInWords, leavesOf } from '../../../rules/index.ts';
import { localDate } from '../../clock/clock.ts';
import { type Part, renderLetter } from '../../documents/letter.ts';
import type { ResultObject, ResultView } from './schemas.ts';
import { MISSING, NO_VALUE, SOURCES, scaleInWords, short, signed } from './words.ts';

const day = (at: string): string => {
  const [y, m, d] = localDate(at).split('-');
  return `${y}年${Number(m)}月${Number(d)}日`;
};

const paragraph = (text: string): Part => ({ kind: 'paragraph', text });
const heading = (text: string): Part => ({ kind: 'heading', text });
const grid = (rows: string[][]): Part => ({ kind: 'grid', rows });

/** `53.68%` */
const share = (part: number): string => `${(part * 100).toFixed(2)}%`;
const points = (n: number | null): string => (n === null ? '无' : n.toFixed(2));

function ranking({ objects, before }: ResultView): Part {
  const sorted = [...objects].sort(
    (a, b) => (a.score.rank ?? Number.POSITIVE_INFINITY) - (b.score.rank ?? Number.POSITIVE_INFINITY),
  );
  const last = (o: ResultObject) => before?.objects[o.id];
  return grid([
    ['名次', '评价对象', '得分', '等次', ...(before ? ['上年得分', '上年名次'] : [])],
    ...sorted.map((o) => [
      o.score.rank === null ? '—' : String(o.score.rank),
      o.title,
      points(o.score.total),
      o.grade?.title ?? '—',
      ...(before ? [points(last(o)?.total ?? null), String(last(o)?.rank ?? '—')] : []),
    ]),
  ]);
}

function about(o: ResultObject, view: ResultView): Part[] {
  const { score } = o;
  const { against, raised, lowered } = score.reasons;
  const list = (reasons: typeof raised) =>
    reasons.map((r) => `${r.title}（${signed(r.points)} 分）`).join('、');
  const beside = against === 'mean' ? '与各对象平均相比' : '与满分相比';
  const sentences = [
    `得分 ${points(score.total)}${score.rank === null ? '，不参加排名' : `，在 ${view.ranked} 个对象中排第 ${score.rank} 名`}${o.grade ? `，等次为${o.grade.title}` : ''}。`,
    ...(score.adjustments.length > 0
      ? [
          `加减分前 ${points(score.base)}；${score.adjustments.map((a) => `${a.title} ${signed(a.points)} 分${a.capped ? '（已到上限）' : ''}`).join('、')}。`,
        ]
      : []),
    ...(score.veto ? [`有一票否决情形：${score.veto.title}。`] : []),
    ...(raised.length > 0 ? [`${beside}，得分较多的：${list(raised)}。`] : []),
    ...(lowered.length > 0 ? [`${beside}，得分较少的：${list(lowered)}。`] : []),
  ];
  const leaves = new Map(leavesOf(view.scheme).map((l) => [l.id, l]));
  const rows = score.nodes.map((n) => {
    const value = o.values[n.id];
    const raw = !n.leaf
      ? ''
      : value?.value === null || value?.value === undefined
        ? `无（${value?.reason ? NO_VALUE[value.reason] : '没有数值'}；${n.missing ? MISSING[n.missing] : ''}）`
        : amountInWords(leaves.get(n.id), value.value);
    return [
      `${'　'.repeat(n.depth)}${n.title}`,
      short(n.weight),
      raw,
      n.normalised === null ? '不计' : short(n.normalised),
      n.normalised === null ? '—' : share(n.effectiveWeight),
      short(n.contribution),
    ];
  });
  return [
    heading(o.title),
    ...sentences.map(paragraph),
    grid([['指标', '权重', '数值', '得分', '占总分', '折合分'], ...rows]),
  ];
}

function method(view: ResultView): Part[] {
  const { scheme, releaseNumber, weightsOf, before } = view;
  return [
    heading('评价办法'),
    paragraph(
      `按“${scheme.title}”（配置第 ${releaseNumber} 版）计算。各指标先按计分方式换算为 0 至 100 分，再按权重逐级加权平均，得到加减分前的得分；然后加减分、适用一票否决，按得分排名次、定等次。“占总分”是该项在加减分前总分中的份额，得分乘以它即折合分；不计的指标，份额由同级其余指标按权重分担。`,
    ),
    paragraph(weightsOf ? `权重采用“${weightsOf.title}”的结果。` : '权重为指标体系所定。'),
    ...(before && before.changes.length > 0
      ? [
          paragraph(
            `与 ${before.year} 年度相比，指标体系有 ${before.changes.length} 处改动，得分不完全可比。`,
          ),
        ]
      : []),
    grid([
      ['指标', '数据来源', '计分方式', '没有数据时'],
      ...leavesOf(scheme).map((l) => [
        l.title,
        SOURCES[l.source.kind],
        scaleInWords(l.scale),
        MISSING[l.missing],
      ]),
    ]),
  ];
}

export function renderReport(view: ResultView): Promise<Uint8Array> {
  const title = `${view.year} 年度${view.schemeTitle}评价报告`;
  return renderLetter(title, [
    { kind: 'title', text: title },
    paragraph(`${view.caseTitle}。${day(view.at)}计算。`),
    heading('得分和名次'),
    ranking(view),
    ...view.objects.flatMap((o) => about(o, view)),
    ...method(view),
    { kind: 'signature', lines: [view.orgName, '（盖章）', '　　年　　月　　日'] },
  ]);
}
