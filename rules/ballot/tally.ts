import { RulesError } from '../common/problem.ts';
import { isChoiceQuestion, type Place, POINT_UNIT, placesOf, sheetFits } from './places.ts';
import type { Ballot, BallotRule, Headcount, InvalidReason, TallySheet } from './types.ts';
import { readBallot } from './validate.ts';

/** Counts at one place. */
export interface PlaceTally {
  answered: number;
  abstained: number;
  spoiled: number;
  readonly choices: Map<string, number>;
}

/** Counts of one voter group, or of all voters when the rule has no groups (`group` undefined). */
export interface GroupTally {
  readonly group: string | undefined;
  readonly weight: number;
  readonly electorate: number;
  present: number;
  cast: number;
  valid: number;
  readonly places: readonly PlaceTally[];
  readonly votes: Map<string, number>;
  /** Points of every valid ballot by place, in thousandths; null where it gives none. */
  readonly points: (number | null)[][];
}

export interface Tally {
  readonly groups: readonly GroupTally[];
  readonly invalid: ReadonlyMap<InvalidReason, number>;
}

const count = (map: Map<string, number>, key: string, by = 1) => map.set(key, (map.get(key) ?? 0) + by);

function headcount(people: Headcount, group: string | undefined, what: string): number {
  const value =
    typeof people === 'number'
      ? group === undefined
        ? people
        : undefined
      : group !== undefined && Object.hasOwn(people, group)
        ? people[group]
        : undefined;
  if (value === undefined || !Number.isSafeInteger(value) || value < 0) {
    const whose = group === undefined ? '' : `（组别“${group}”）`;
    throw new RulesError('INVALID_ELECTORATE', `${what}${whose}应为非负整数；有分组时应分组给出。`);
  }
  return value;
}

function emptyTally(rule: BallotRule, places: readonly Place[], electorate: Headcount): GroupTally[] {
  const groups = rule.groups ?? [{ id: undefined, weight: 1 }];
  return groups.map(({ id, weight }) => ({
    group: id,
    weight,
    electorate: headcount(electorate, id, '应参加投票人数'),
    present: 0,
    cast: 0,
    valid: 0,
    places: places.map(() => ({ answered: 0, abstained: 0, spoiled: 0, choices: new Map() })),
    votes: new Map(),
    points: [],
  }));
}

/** Sorts ballots into counts. Without `present`, those who cast are those present. */
export function tallyBallots(
  rule: BallotRule,
  electorate: Headcount,
  ballots: readonly Ballot[],
  present?: Headcount,
): Tally {
  const places = placesOf(rule);
  const groups = emptyTally(rule, places, electorate);
  const invalid = new Map<InvalidReason, number>();
  for (const ballot of ballots) {
    const read = readBallot(rule, ballot);
    const group = rule.groups ? groups.find((g) => g.group === ballot?.group) : groups[0];
    if (group) group.cast++;
    if (read.invalid) {
      invalid.set(read.invalid, (invalid.get(read.invalid) ?? 0) + 1);
      continue;
    }
    addBallot(group as GroupTally, places, read.marks, read.selected);
  }
  for (const group of groups) {
    group.present = present === undefined ? group.cast : headcount(present, group.group, '到会人数');
  }
  return { groups, invalid };
}

function addBallot(
  group: GroupTally,
  places: readonly Place[],
  marks: ReturnType<typeof readBallot>['marks'],
  selected: readonly string[],
): void {
  group.valid++;
  for (const id of selected) count(group.votes, id);
  const points = marks.map((mark, i) => {
    const tally = group.places[i] as PlaceTally;
    if (mark === 'spoiled' || mark === 'abstained') {
      tally[mark]++;
      return null;
    }
    tally.answered++;
    if ('points' in mark) return Math.round(mark.points * POINT_UNIT);
    count(tally.choices, mark.choice);
    const { question } = places[i] as Place;
    const score = isChoiceQuestion(question)
      ? question.choices.find((c) => c.id === mark.choice)?.score
      : undefined;
    return score === undefined ? null : Math.round(score * POINT_UNIT);
  });
  if (points.some((p) => p !== null)) group.points.push(points);
}

/**
 * Counts given on a sheet. Only for rules without groups and points. Throws RulesError `INVALID_TALLY` when the
 * numbers do not fit together.
 */
export function tallyOfSheet(rule: BallotRule, sheet: TallySheet): Tally {
  const places = placesOf(rule);
  if (!sheetFits(rule)) {
    throw new RulesError('INVALID_TALLY', '分组或打分的规则不能只凭汇总票数计算，请逐票录入。');
  }
  const [group] = emptyTally(rule, places, sheet.electorate) as [GroupTally];
  const whole = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;
  const refuse = (message: string): never => {
    throw new RulesError('INVALID_TALLY', message);
  };
  if (!whole(sheet.cast) || !whole(sheet.valid) || sheet.valid > sheet.cast) {
    refuse(`有效票（${sheet.valid}）应为非负整数，且不多于收回的票（${sheet.cast}）。`);
  }
  group.cast = sheet.cast;
  group.valid = sheet.valid;
  group.present = sheet.present === undefined ? sheet.cast : headcount(sheet.present, undefined, '到会人数');
  places.forEach((place, i) => {
    const given = Object.entries(sheet.choices?.[place.key] ?? {});
    const tally = group.places[i] as PlaceTally;
    for (const [choice, votes] of given) {
      const known = isChoiceQuestion(place.question) && place.question.choices.some((c) => c.id === choice);
      if (!known) refuse(`“${place.question.title}”没有选项“${choice}”。`);
      if (!whole(votes)) refuse(`“${place.question.title}”的票数应为非负整数。`);
      tally.choices.set(choice, votes);
      tally.answered += votes;
    }
    if (tally.answered > sheet.valid)
      refuse(`“${place.question.title}”各项票数之和超过有效票数 ${sheet.valid}。`);
    tally.abstained = sheet.valid - tally.answered;
    addSheetPoints(group, place, i, places.length);
  });
  for (const [object, votes] of Object.entries(sheet.votes ?? {})) {
    if (!rule.objects?.some((o) => o.id === object)) refuse(`没有候选对象“${object}”。`);
    if (!whole(votes) || votes > sheet.valid) refuse(`“${object}”的得票应为不超过有效票数的非负整数。`);
    group.votes.set(object, votes);
  }
  const invalid = new Map<InvalidReason, number>();
  if (sheet.cast > sheet.valid) invalid.set('malformed', sheet.cast - sheet.valid);
  return { groups: [group], invalid };
}

/**
 * Paper tallies added to the ballots cast otherwise: of one electorate, so that who cast here and there are added, and
 * without a number of people present, those who cast are those present. Both are of one rule without groups.
 */
export function joinTallies(ballots: Tally, paper: Tally, present?: Headcount): Tally {
  const [a, b] = [ballots.groups[0] as GroupTally, paper.groups[0] as GroupTally];
  const sums = <K>(x: ReadonlyMap<K, number>, y: ReadonlyMap<K, number>) => {
    const joined = new Map(x);
    for (const [key, n] of y) joined.set(key, (joined.get(key) ?? 0) + n);
    return joined;
  };
  const cast = a.cast + b.cast;
  const group: GroupTally = {
    ...a,
    cast,
    valid: a.valid + b.valid,
    present: present === undefined ? cast : headcount(present, undefined, '到会人数'),
    votes: sums(a.votes, b.votes),
    points: [...a.points, ...b.points],
    places: a.places.map((place, i) => {
      const other = b.places[i] as PlaceTally;
      return {
        answered: place.answered + other.answered,
        abstained: place.abstained + other.abstained,
        spoiled: place.spoiled + other.spoiled,
        choices: sums(place.choices, other.choices),
      };
    }),
  };
  return { groups: [group], invalid: sums(ballots.invalid, paper.invalid) };
}

/** Points behind choices, as if one ballot had answered just this place. */
function addSheetPoints(group: GroupTally, place: Place, index: number, width: number): void {
  if (!isChoiceQuestion(place.question)) return;
  for (const { id, score } of place.question.choices) {
    if (score === undefined) continue;
    for (let n = group.places[index]?.choices.get(id) ?? 0; n > 0; n--) {
      const row: (number | null)[] = Array.from({ length: width }, () => null);
      row[index] = Math.round(score * POINT_UNIT);
      group.points.push(row);
    }
  }
}
