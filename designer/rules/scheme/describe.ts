/** What an indicator is measured by and how it becomes points, as a sentence. */
import type { BallotRule } from '../../../rules/ballot/types.ts';
import { describeCondition } from '../../../rules/conditions/describe.ts';
import type { Condition } from '../../../rules/conditions/types.ts';
import { formulaName } from '../../../rules/scheme/formulas.ts';
import { measurables } from '../../../rules/scheme/sources.ts';
import type { IndicatorLeaf, MissingRule, Scale, Scheme, Source } from '../../../rules/scheme/types.ts';
import { factOptions, keyOf } from '../conditions/fact-options.ts';
import type { RegisterChoice } from './surroundings.ts';
import type { Text, Translate } from './text.ts';

export const MISSING_NAMES: Readonly<Record<MissingRule, Text>> = {
  exclude: '不计入，权重分给同级其他指标',
  zero: '按 0 分计',
  lowest: '按各单位最低分计',
  mean: '按各单位平均分计',
};

export function describeScale(scale: Scale, t: Translate): string {
  switch (scale.kind) {
    case 'linear':
      return t('线性：{min} 至 {max}', {
        min: scale.min ?? t('各单位最小值'),
        max: scale.max ?? t('各单位最大值'),
      });
    case 'target':
      return t('目标：{target} 得满分，{limit} 得零分', { target: scale.target, limit: scale.limit });
    case 'banded':
      return t('分档：{bands}', {
        bands: scale.bands
          .map((b) =>
            t('{from} 得 {score} 分', {
              from: b.from === undefined ? t('其余') : `≥ ${b.from}`,
              score: b.score,
            }),
          )
          .join(t('，')),
      });
    case 'zscore':
      return t('标准分：平均水平 {mean} 分，每个标准差 {deviation} 分', {
        mean: scale.mean,
        deviation: scale.deviation,
      });
    case 'rank':
      return t('名次：第一名满分，末名 0 分');
    case 'rubric':
      return t('定性分级：{levels}', {
        levels: scale.levels
          .map((l) => t('{title} {score} 分', { title: l.title, score: l.score }))
          .join(t('，')),
      });
  }
}

/** What a source names, by the titles that people know. */
export interface SourceNames {
  ballot(id: string): BallotRule | undefined;
  register(id: string, packageId: string | undefined): RegisterChoice | undefined;
  package(id: string): string | undefined;
}

export function describeSource(
  source: Source,
  scheme: Pick<Scheme, 'facts' | 'conditions' | 'indicators' | 'adjustments' | 'vetoes'>,
  names: SourceNames,
  t: Translate,
): string {
  const said = (c: Condition) =>
    describeCondition(c, { facts: scheme.facts, shared: scheme.conditions ?? [] });
  const among = (base: Condition | undefined) => (base ? t('（范围：{base}）', { base: said(base) }) : '');
  const other = 'package' in source && source.package ? source.package : undefined;
  const of = other ? t('“{title}”的', { title: names.package(other) ?? other }) : '';
  switch (source.kind) {
    case 'caseShare':
      return `${of}${t('事项占比：{hit}', { hit: said(source.hit) })}${among(source.base)}`;
    case 'caseMean': {
      const fact = factOptions(scheme.facts).find((o) => o.key === keyOf(source.of.fact, source.of.path));
      return `${of}${t('事项平均：{fact}', { fact: fact?.title ?? source.of.fact })}${among(source.base)}`;
    }
    case 'caseCount':
      return `${of}${t('事项件数')}${among(source.base)}`;
    case 'ballot': {
      const ballot = names.ballot(source.ballot);
      const question = ballot?.questions?.find((q) => q.id === source.question);
      const at = source.question ? t('的“{title}”', { title: question?.title ?? source.question }) : '';
      const called = `${t('测评“{title}”', { title: ballot?.title ?? source.ballot })}${at}`;
      if (typeof source.take !== 'object') return t('{called}的平均分', { called });
      const choices = (ballot?.questions ?? []).flatMap((q) => ('choices' in q ? q.choices : []));
      const chosen = source.take.sumOf.map((id) => choices.find((c) => c.id === id)?.title ?? id);
      return t('{called}中 {choices} 的占比（%）', { called, choices: chosen.join(t('、')) });
    }
    case 'register': {
      const register = names.register(source.register, other);
      const called = `${of}${t('台账“{title}”', { title: register?.title ?? source.register })}`;
      if (source.take === 'count') return `${t('{called}的条数', { called })}${among(source.where)}`;
      const sum = 'sum' in source.take;
      const field = 'sum' in source.take ? source.take.sum : source.take.mean;
      const title = register?.fields.find((f) => f.name === field)?.title ?? field;
      const value = t(sum ? '{called}中“{title}”的合计' : '{called}中“{title}”的平均', { called, title });
      return `${value}${among(source.where)}`;
    }
    case 'formula': {
      const titles = new Map(measurables(scheme).map((m) => [formulaName(m.id), m.title]));
      const formula = source.expression.replace(/[\p{L}_]\w*/gu, (name) => {
        const title = titles.get(name);
        return title ? `“${title}”` : name;
      });
      return t('公式：{formula}', { formula });
    }
    case 'given':
      return t('上传表格或填报');
  }
}

export const describeDirection = ({ direction, unit }: IndicatorLeaf, t: Translate): string =>
  `${t(direction === 'higher' ? '越大越好' : '越小越好')}${unit ? `（${unit}）` : ''}`;
