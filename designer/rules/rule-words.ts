/** What differs between two voting rules or two weighting rules, one sentence each, in the words of their forms. */
import type { BallotRule, Choice, OutcomeRule, Question } from '../../rules/ballot/types.ts';
import type { Fraction } from '../../rules/common/rational.ts';
import type { WeightingRule } from '../../rules/weighting/types.ts';

interface Field<R> {
  key: keyof R;
  name: string;
  /** The value in words; absent where it is too long to be told in a sentence. */
  say?: (rule: R) => string;
}

const fraction = (f: Fraction): string => `${f.numerator}/${f.denominator}`;
const listed = (parts: readonly string[], none: string): string => parts.join('；') || none;
const secrecy = (rule: { secret: boolean }) => (rule.secret ? '无记名' : '记名');

const question = (q: Question): string =>
  'choices' in q
    ? `${q.title}（${q.choices.map((c) => (c.score === undefined ? c.title : `${c.title} ${c.score} 分`)).join('、')}）`
    : `${q.title}（${q.points.min}～${q.points.max} 分）`;

function outcome(o: OutcomeRule, choices: readonly Choice[]): string {
  const sum = o.when.sumOf.map((id) => choices.find((c) => c.id === id)?.title ?? id).join('＋');
  const { atLeast, moreThan } = o.when;
  const bound = atLeast ? `达到 ${fraction(atLeast)}` : moreThan ? `超过 ${fraction(moreThan)}` : '';
  return `${sum}${bound} 为${o.title}`;
}

const choicesOf = (rule: BallotRule): Choice[] =>
  (rule.questions ?? []).flatMap((q) => ('choices' in q ? q.choices : []));

const INVALID: [key: 'blank' | 'incomplete' | 'allFullMarks' | 'allAlike', name: string, unsaid: boolean][] =
  [
    ['blank', '空白', true],
    ['incomplete', '有漏项', false],
    ['allFullMarks', '全部满分', false],
    ['allAlike', '全部相同', false],
  ];

const BALLOT: Field<BallotRule>[] = [
  { key: 'title', name: '名称', say: (r) => r.title },
  { key: 'description', name: '说明和来源' },
  {
    key: 'denominator',
    name: '计票基数',
    say: (r) => ({ all: '全体应投票人', present: '到会人数', valid: '有效票' })[r.denominator],
  },
  { key: 'questions', name: '测评项和选项', say: (r) => listed((r.questions ?? []).map(question), '没有') },
  { key: 'selection', name: '票决的名额和门槛' },
  {
    key: 'outcomes',
    name: '结果的门槛',
    say: (r) =>
      listed(
        (r.outcomes ?? []).map((o) => outcome(o, choicesOf(r))),
        '没有',
      ),
  },
  { key: 'defaultOutcome', name: '都没有达到时的结果', say: (r) => r.defaultOutcome?.title ?? '没有' },
  {
    key: 'invalid',
    name: '作废的选票',
    say: (r) =>
      INVALID.filter(([key, , unsaid]) => r.invalid?.[key] ?? unsaid)
        .map(([, name]) => name)
        .concat(r.invalid?.several === 'ballot' ? ['一项选了多个'] : [])
        .join('、') || '没有',
  },
  { key: 'trimming', name: '去掉最高分和最低分的办法' },
  {
    key: 'objects',
    name: '固定的对象',
    say: (r) => (r.objects ?? []).map((o) => o.title).join('、') || '没有',
  },
  {
    key: 'groups',
    name: '投票人分组',
    say: (r) => (r.groups ?? []).map((g) => `${g.title}（权重 ${g.weight}）`).join('、') || '不分组',
  },
  { key: 'turnout', name: '最低参加率', say: (r) => (r.turnout ? fraction(r.turnout) : '不要求') },
  {
    key: 'ties',
    name: '得票或得分相同时',
    say: (r) => (r.ties === 'list-order' ? '按名单顺序' : '并列，末位再次投票'),
  },
  { key: 'secret', name: '投票方式', say: secrecy },
  { key: 'minGroup', name: '不公布票数的下限', say: (r) => (r.minGroup ? `${r.minGroup} 票` : '不设') },
  {
    key: 'paper',
    name: '纸质票',
    say: (r) => (r.paper ? { merged: '与网上的票合并计票', beside: '单独列出' }[r.paper] : '不收'),
  },
  { key: 'examples', name: '算例' },
];

const MEANS = {
  mean: '平均数',
  trimmedMean: '去掉最高和最低后平均',
  median: '中位数',
  geometricMean: '几何平均数',
};

const WEIGHTING: Field<WeightingRule>[] = [
  { key: 'title', name: '名称', say: (r) => r.title },
  { key: 'description', name: '说明' },
  { key: 'scheme', name: '所赋权的指标体系' },
  { key: 'asks', name: '请代表赋权的指标组' },
  {
    key: 'by',
    name: '赋权方法',
    say: ({ by }) =>
      by.method === 'direct'
        ? `直接分配，取${MEANS[by.mean.kind]}${by.mean.kind === 'trimmedMean' ? `（各去掉 ${by.mean.drop} 个）` : ''}`
        : `两两比较，一致性比率上限 ${by.limit}，${{ refuse: '超过的不能提交', exclude: '超过的不计入', include: '超过的照常计入' }[by.above]}，${by.group === 'judgements' ? '合并判断' : '合并各人的权重'}`,
  },
  { key: 'share', name: '代表权重的占比', say: (r) => `${r.share}%` },
  { key: 'secret', name: '投票方式', say: secrecy },
  { key: 'minGroup', name: '不采用的票数下限', say: (r) => (r.minGroup ? `${r.minGroup} 票` : '不设') },
];

function sentences<R extends object>(fields: readonly Field<R>[], before: R, after: R): string[] {
  return fields.flatMap(({ key, name, say }) => {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) return [];
    const [from, to] = [say?.(before), say?.(after)];
    return [from !== to ? `${name}由“${from}”改为“${to}”` : `${name}有改动`];
  });
}

export const ballotChanges = (before: BallotRule, after: BallotRule): string[] =>
  sentences(BALLOT, before, after);
export const weightingChanges = (before: WeightingRule, after: WeightingRule): string[] =>
  sentences(WEIGHTING, before, after);
