import { error, type Problem, warning } from '../common/problem.ts';
import { compare, type Fraction, ofFraction } from '../common/rational.ts';
import { isChoiceQuestion, sheetFits } from './places.ts';
import type { BallotRule, ChoiceQuestion, OutcomeRule, Question, Threshold } from './types.ts';

/** The checks beyond the shape, for a document of the right shape. */
export function checkBallotRule(rule: BallotRule): Problem[] {
  const questions = rule.questions ?? [];
  const problems = [
    ...duplicates(questions, '/questions', '测评项'),
    ...duplicates(rule.objects ?? [], '/objects', '对象'),
    ...duplicates(rule.groups ?? [], '/groups', '分组'),
    ...questions.flatMap((q, i) => checkQuestion(q, rule, `/questions/${i}`)),
    ...checkSelection(rule),
    ...checkOutcomeList(rule.outcomes ?? [], '/outcomes'),
    ...checkMarks(rule, questions),
    ...checkPaper(rule),
  ];
  if (questions.length === 0 && !rule.selection) {
    problems.push(error('no-question', '/questions', '请至少设一个测评项，或设定应选名额。'));
  }
  const choice = questions.filter(isChoiceQuestion);
  const decided = choice.some((q) => (q.outcomes ?? rule.outcomes ?? []).length > 0);
  if (decided && !rule.defaultOutcome) {
    problems.push(warning('no-default', '/defaultOutcome', '各项门槛都达不到时没有结果，建议设定默认结果。'));
  }
  if (rule.secret && !rule.minGroup) {
    problems.push(
      warning('no-min-group', '/minGroup', '无记名测评建议设定公布票数的最少人数，人数过少会暴露个人选择。'),
    );
  }
  return problems;
}

/** A tally sheet says how many, not who of which group, nor what stands on one ballot. */
function checkPaper(rule: BallotRule): Problem[] {
  if (!rule.paper || sheetFits(rule)) return [];
  return [error('paper', '/paper', '分组计票或打分的规则要逐票计算，不能收纸质票的汇总票数。')];
}

function duplicates(list: readonly { readonly id: string }[], pointer: string, what: string): Problem[] {
  const seen = new Set<string>();
  return list.flatMap(({ id }, i) => {
    if (seen.has(id))
      return [error('duplicate', `${pointer}/${i}/id`, `${what}编号“${id}”重复，请改用别的编号。`)];
    seen.add(id);
    return [];
  });
}

function checkQuestion(question: Question, rule: BallotRule, pointer: string): Problem[] {
  if (isChoiceQuestion(question)) return checkChoiceQuestion(question, rule, pointer);
  const { min, max, step } = question.points;
  const units = (x: number) => Math.round(x * 1000);
  if (min >= max)
    return [error('points', `${pointer}/points/max`, `“${question.title}”的最高分应大于最低分。`)];
  if ((units(max) - units(min)) % units(step) !== 0) {
    return [
      error(
        'points',
        `${pointer}/points/step`,
        `“${question.title}”的分档不能整除分值范围，最高分将打不出来。`,
      ),
    ];
  }
  return [];
}

function checkChoiceQuestion(question: ChoiceQuestion, rule: BallotRule, pointer: string): Problem[] {
  const own = question.outcomes !== undefined;
  const outcomes = question.outcomes ?? rule.outcomes ?? [];
  const unknown = outcomes.flatMap((o, i) =>
    o.when.sumOf.flatMap((choice, k) => {
      if (question.choices.some((c) => c.id === choice)) return [];
      const place = `${own ? `${pointer}/outcomes` : '/outcomes'}/${i}/when/sumOf/${k}`;
      const message = `结果“${o.title}”相加的“${choice}”不是“${question.title}”的选项。`;
      return [error('unknown-choice', place, message)];
    }),
  );
  return [
    ...duplicates(question.choices, `${pointer}/choices`, '选项'),
    ...unknown,
    ...checkOutcomeList(question.outcomes ?? [], `${pointer}/outcomes`),
  ];
}

/** Ids, choices named twice, and outcomes that an earlier one always takes away. */
function checkOutcomeList(outcomes: readonly OutcomeRule[], pointer: string): Problem[] {
  const twice = outcomes.flatMap((o, i) =>
    new Set(o.when.sumOf).size === o.when.sumOf.length
      ? []
      : [error('duplicate', `${pointer}/${i}/when/sumOf`, `结果“${o.title}”把同一选项加了两次。`)],
  );
  const covered = outcomes.flatMap((o, i) => {
    const before = outcomes.slice(0, i).find((e) => covers(e.when, o.when));
    if (!before) return [];
    return [
      warning(
        'unreachable',
        `${pointer}/${i}`,
        `“${o.title}”达到时“${before.title}”必已达到，永远轮不到它。`,
      ),
    ];
  });
  return [...duplicates(outcomes, pointer, '结果'), ...twice, ...covered];
}

/** Whether the earlier threshold holds whenever the later one does. */
function covers(earlier: Threshold, later: Threshold): boolean {
  if (!later.sumOf.every((c) => earlier.sumOf.includes(c))) return false;
  const limitOf = (t: Threshold) => ofFraction((t.atLeast ?? t.moreThan) as Fraction);
  const order = compare(limitOf(earlier), limitOf(later));
  return order < 0 || (order === 0 && (earlier.atLeast !== undefined || later.moreThan !== undefined));
}

function checkSelection({ selection, objects }: BallotRule): Problem[] {
  if (!selection) return [];
  const problems: Problem[] = [];
  if (selection.atLeast && selection.moreThan) {
    problems.push(error('threshold', '/selection', '当选门槛请设定“不少于”或“超过”之一。'));
  }
  if (objects && objects.length < selection.places) {
    const message = `候选对象（${objects.length}）少于应选名额（${selection.places}）。`;
    problems.push(error('too-few-objects', '/objects', message));
  } else if (objects && objects.length === selection.places) {
    problems.push(warning('not-differential', '/objects', '候选对象与应选名额相等，不是差额票决。'));
  }
  return problems;
}

function checkMarks(rule: BallotRule, questions: readonly Question[]): Problem[] {
  const problems: Problem[] = [];
  const graded = (q: Question) => (isChoiceQuestion(q) ? q.choices.some((c) => c.score !== undefined) : true);
  if (rule.trimming && !questions.some(graded)) {
    problems.push(error('trimming', '/trimming', '没有打分的测评项，无从去掉最高分和最低分。'));
  }
  if (rule.invalid?.allFullMarks && !questions.every(graded)) {
    problems.push(
      error('full-marks', '/invalid/allFullMarks', '“全部满分作废”要求每个测评项或选项都有分值。'),
    );
  }
  const single = questions.length === 1 && (rule.objects?.length ?? 1) === 1;
  if (single && (rule.invalid?.allFullMarks || rule.invalid?.allAlike)) {
    problems.push(warning('one-place', '/invalid', '选票只有一项时，“全部满分”“全部相同”不起作用。'));
  }
  return problems;
}
