import { error, jsonPointer, type Problem } from '../common/problem.ts';
import { isChoiceQuestion, isOnScale, type Place, placeBook } from './places.ts';
import type { Ballot, BallotRule, InvalidReason, Mark } from './types.ts';

export const INVALID_TITLE = {
  malformed: '内容无法辨认',
  'unknown-group': '投票人组别不明',
  blank: '空白票',
  incomplete: '漏填',
  several: '同一项多选',
  'all-full-marks': '全部满分',
  'all-alike': '全部相同',
  'too-many': '所选超过应选名额',
  'too-few': '所选少于应选名额',
} as const satisfies Record<InvalidReason, string>;

/** What a ballot says at each place, or why it is invalid. */
export interface ReadBallot {
  readonly invalid?: InvalidReason;
  /** By place, in the order of placesOf: a choice id, points, or null (abstained), or 'spoiled'. */
  readonly marks: readonly (
    | { readonly choice: string }
    | { readonly points: number }
    | 'abstained'
    | 'spoiled'
  )[];
  readonly selected: readonly string[];
}

type ReadMark = ReadBallot['marks'][number] | 'malformed';

function readMark(mark: Mark | null | undefined, place: Place): ReadMark {
  if (mark === undefined || mark === null || mark === '' || (Array.isArray(mark) && mark.length === 0)) {
    return 'abstained';
  }
  const { question } = place;
  if (!isChoiceQuestion(question)) return isOnScale(mark, question.points) ? { points: mark } : 'malformed';
  const chosen: readonly unknown[] = Array.isArray(mark) ? [...new Set(mark)] : [mark];
  if (!chosen.every((id) => question.choices.some((c) => c.id === id))) return 'malformed';
  return chosen.length > 1 ? 'spoiled' : { choice: chosen[0] as string };
}

/** Reads one ballot by the rule. Never throws. */
export function readBallot(rule: BallotRule, ballot: Ballot): ReadBallot {
  const { list: places, byKey } = placeBook(rule);
  const refuse = (invalid: InvalidReason): ReadBallot => ({ invalid, marks: [], selected: [] });
  if (typeof ballot !== 'object' || ballot === null) return refuse('malformed');
  if (rule.groups && !rule.groups.some((g) => g.id === ballot.group)) return refuse('unknown-group');
  const answers = ballot.answers ?? {};
  if (typeof answers !== 'object' || Object.keys(answers).some((k) => !byKey.has(k))) {
    return refuse('malformed');
  }
  const marks = places.map((p) => readMark(Object.hasOwn(answers, p.key) ? answers[p.key] : undefined, p));
  if (marks.includes('malformed')) return refuse('malformed');
  const read = marks as Exclude<ReadMark, 'malformed'>[];

  const selection = readSelection(rule, ballot);
  if (typeof selection === 'string') return refuse(selection);
  const blank = read.every((m) => m === 'abstained') && selection.length === 0;
  const { invalid = {} } = rule;
  if (blank) return invalid.blank === false ? { marks: read, selected: [] } : refuse('blank');
  if (rule.selection?.exactly && selection.length < rule.selection.places) return refuse('too-few');
  if (invalid.several === 'ballot' && read.includes('spoiled')) return refuse('several');
  if (invalid.incomplete && read.includes('abstained')) return refuse('incomplete');
  if (invalid.allFullMarks && allFullMarks(read, places)) return refuse('all-full-marks');
  if (invalid.allAlike && allAlike(read)) return refuse('all-alike');
  return { marks: read, selected: selection };
}

function readSelection(rule: BallotRule, ballot: Ballot): readonly string[] | InvalidReason {
  const selected = ballot.selected ?? [];
  if (!rule.selection) return selected.length === 0 ? [] : 'malformed';
  if (!Array.isArray(selected) || new Set(selected).size !== selected.length) return 'malformed';
  const { objects } = placeBook(rule);
  if (!selected.every((id) => objects.has(id))) return 'malformed';
  return selected.length > rule.selection.places ? 'too-many' : selected;
}

/** The best mark everywhere: highest points, or the choice with the highest score. One place is no pattern. */
function allFullMarks(marks: ReadBallot['marks'], places: readonly Place[]): boolean {
  return (
    marks.length > 1 &&
    marks.every((mark, i) => {
      const { question } = places[i] as Place;
      if (typeof mark === 'string') return false;
      if (!isChoiceQuestion(question)) return 'points' in mark && mark.points === question.points.max;
      const best = Math.max(...question.choices.map((c) => c.score ?? Number.NEGATIVE_INFINITY));
      return 'choice' in mark && question.choices.find((c) => c.id === mark.choice)?.score === best;
    })
  );
}

function allAlike(marks: ReadBallot['marks']): boolean {
  const key = (m: ReadBallot['marks'][number]) =>
    typeof m === 'string' ? undefined : 'points' in m ? `p${m.points}` : `c${m.choice}`;
  const first = marks[0] && key(marks[0]);
  return marks.length > 1 && first !== undefined && marks.every((m) => key(m) === first);
}

/**
 * What a voter is told before casting: everything that would make the ballot or a place on it invalid, with
 * the place. Empty when it would count. Abstaining where the rule allows it is no problem.
 */
export function validateChoice(rule: BallotRule, ballot: Ballot): Problem[] {
  const { list: places, byKey } = placeBook(rule);
  const answers = ballot?.answers ?? {};
  const problems = Object.keys(answers)
    .filter((key) => !byKey.has(key))
    .map((key) => error('malformed', jsonPointer(['answers', key]), `选票上没有“${key}”这一项。`));
  for (const place of places) {
    const pointer = jsonPointer(['answers', place.key]);
    const title = place.object ? `${place.object.title}·${place.question.title}` : place.question.title;
    const mark = readMark(Object.hasOwn(answers, place.key) ? answers[place.key] : undefined, place);
    if (mark === 'malformed') problems.push(error('malformed', pointer, malformedMessage(title, place)));
    else if (mark === 'spoiled') problems.push(error('several', pointer, `“${title}”只能选一项。`));
    else if (mark === 'abstained' && rule.invalid?.incomplete) {
      problems.push(error('incomplete', pointer, `“${title}”尚未填写，漏填的选票无效。`));
    }
  }
  if (problems.length > 0) return problems;
  const { invalid } = readBallot(rule, ballot);
  if (!invalid) return [];
  const pointer = invalid === 'too-many' || invalid === 'too-few' ? '/selected' : '';
  const places_ = rule.selection?.places;
  const hint = places_ === undefined ? '' : `（应选 ${places_} 名）`;
  return [error(invalid, pointer, `这张选票将按“${INVALID_TITLE[invalid]}”作废${hint}，请修改。`)];
}

/**
 * A ballot without problems as it is kept: answers and objects in the order of the paper, each choice once. Its form then
 * says no more than its marks do, so that nobody can tell their own by an order or by a mark given many times.
 */
export function canonicalBallot(rule: BallotRule, ballot: Ballot): Ballot {
  const { marks, selected } = readBallot(rule, ballot);
  const { list, objects } = placeBook(rule);
  const answers = list.flatMap(({ key }, i): [string, Mark][] => {
    const mark = marks[i];
    if (mark === undefined || typeof mark === 'string') return [];
    return [[key, 'choice' in mark ? mark.choice : mark.points]];
  });
  return {
    ...(ballot.group === undefined ? {} : { group: ballot.group }),
    ...(rule.questions ? { answers: Object.fromEntries(answers) } : {}),
    ...(rule.selection ? { selected: [...objects].filter((id) => selected.includes(id)) } : {}),
  };
}

function malformedMessage(title: string, { question }: Place): string {
  if (isChoiceQuestion(question)) {
    return `“${title}”应从${question.choices.map((c) => `“${c.title}”`).join('、')}中选一项。`;
  }
  const { min, max, step } = question.points;
  return `“${title}”应为 ${min} 至 ${max} 分，以 ${step} 分为一档。`;
}
