import { error, type Problem, warning } from '../common/problem.ts';
import { definitionAt } from '../conditions/facts.ts';
import { type ConditionContext, checkCondition } from '../conditions/index.ts';
import { isCaseSource } from './measure-cases.ts';
import type { IndicatorLeaf, Source } from './types.ts';

/** Conditions and facts of a source. Formulas are checked together, see planFormulas. */
export function checkSource(source: Source, context: ConditionContext, at: string): Problem[] {
  if (source.kind === 'register') {
    const where = source.where === undefined ? [] : checkCondition(source.where, context, `${at}/where`);
    const unfit = context.facts.some((f) => f.name.startsWith('entry.')) || source.where === undefined;
    return unfit || where.length > 0
      ? where
      : [
          warning(
            'register-facts',
            `${at}/where`,
            '台账的条件没有用到台账的字段（事实名以“entry.”开头），请检查。',
          ),
        ];
  }
  if (!isCaseSource(source)) return [];
  const problems: Problem[] = [];
  if (source.base !== undefined) problems.push(...checkCondition(source.base, context, `${at}/base`));
  if (source.kind === 'caseShare') problems.push(...checkCondition(source.hit, context, `${at}/hit`));
  if (source.kind === 'caseMean') {
    const fact = context.facts.find((f) => f.name === source.of.fact);
    const found = fact && definitionAt(fact, source.of.path);
    if (!fact) {
      problems.push(
        error('unknown-fact', `${at}/of/fact`, `事实目录中没有“${source.of.fact}”，请另选或先登记。`),
      );
    } else if (!found) {
      problems.push(error('bad-path', `${at}/of/path`, `“${fact.title}”下没有“${source.of.path}”。`));
    } else if (found !== 'unknown' && found.type !== 'number') {
      problems.push(error('fact-type', `${at}/of`, `“${found.title}”不是数值，不能求均值。`));
    }
  }
  return problems;
}

export function checkScale({ scale, direction, title }: IndicatorLeaf, pointer: string): Problem[] {
  if (scale.kind === 'linear') {
    const bad = scale.min !== undefined && scale.max !== undefined && scale.min >= scale.max;
    return bad ? [error('scale', `${pointer}/max`, `“${title}”的上限应大于下限。`)] : [];
  }
  if (scale.kind === 'target') {
    const ok = direction === 'higher' ? scale.limit < scale.target : scale.limit > scale.target;
    const relation = direction === 'higher' ? '小于' : '大于';
    return ok ? [] : [error('scale', `${pointer}/limit`, `“${title}”的零分值应${relation}目标值。`)];
  }
  if (scale.kind === 'rubric') {
    const problems = scale.levels.flatMap((level, i) =>
      scale.levels.slice(0, i).some((l) => l.id === level.id || l.title === level.title)
        ? [error('duplicate', `${pointer}/levels/${i}`, `“${title}”的等级“${level.title}”与前面重复。`)]
        : [],
    );
    if (direction === 'lower')
      problems.push(error('scale', pointer, `“${title}”按等级给分，方向应为越大越好。`));
    return problems;
  }
  return scale.kind === 'banded' ? checkBands(scale.bands, direction, title, pointer) : [];
}

function checkBands(
  bands: readonly { from?: number; score: number }[],
  direction: IndicatorLeaf['direction'],
  title: string,
  pointer: string,
): Problem[] {
  const problems: Problem[] = [];
  bands.forEach((band, i) => {
    const before = bands[i - 1];
    if (i === 0 ? band.from !== undefined : band.from === undefined) {
      problems.push(
        error('scale', `${pointer}/bands/${i}/from`, `“${title}”的首档不设起点，其余各档都要有起点。`),
      );
    } else if (before?.from !== undefined && (band.from as number) <= before.from) {
      problems.push(error('scale', `${pointer}/bands/${i}/from`, `“${title}”各档起点应由小到大。`));
    }
    if (before && (direction === 'higher' ? band.score < before.score : band.score > before.score)) {
      problems.push(
        warning(
          'band-direction',
          `${pointer}/bands/${i}/score`,
          `“${title}”的分档与方向不符，值更好反而得分更低。`,
        ),
      );
    }
  });
  return problems;
}
