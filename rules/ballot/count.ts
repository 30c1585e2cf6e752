import { ofFraction, type Rational, ratio, toExact } from '../common/rational.ts';
import { baseOf, checkOutcomes, reaches, shareOf } from './decide.ts';
import { rankObjects } from './objects.ts';
import { isChoiceQuestion, outcomesOf, type Place, placesOf } from './places.ts';
import { pointResult } from './points.ts';
import { type GroupTally, joinTallies, type Tally, tallyBallots, tallyOfSheet } from './tally.ts';
import type {
  Ballot,
  BallotResult,
  BallotRule,
  GroupResult,
  Headcount,
  Ineffective,
  PlaceResult,
  TallySheet,
} from './types.ts';
import { INVALID_TITLE } from './validate.ts';

/**
 * Counts ballots by the rule (计票). The order of ballots never shows in the result; counting again gives the same
 * to the last digit. `electorateSize` and `present` are numbers of people, per group where the rule has groups;
 * without `present`, those who cast are those present. Ballots that make no sense are invalid, never an exception.
 * Throws RulesError `INVALID_ELECTORATE` on impossible numbers of people.
 */
export function countBallots(
  rule: BallotRule,
  electorateSize: Headcount,
  ballots: readonly Ballot[],
  present?: Headcount,
): BallotResult {
  return resultOf(rule, tallyBallots(rule, electorateSize, ballots, present));
}

/**
 * Ballots and paper tallies of one round together (`rule.paper` is `merged`). The sheet's own electorate and present do
 * not count. Throws as both.
 */
export function countMixed(
  rule: BallotRule,
  electorateSize: Headcount,
  ballots: readonly Ballot[],
  sheet: TallySheet,
  present?: Headcount,
): BallotResult {
  const paper = tallyOfSheet(rule, sheet);
  return resultOf(rule, joinTallies(tallyBallots(rule, electorateSize, ballots), paper, present));
}

/** The same from tallies counted by hand. Throws RulesError `INVALID_TALLY` when they do not fit together. */
export const countTallies = (rule: BallotRule, sheet: TallySheet): BallotResult =>
  resultOf(rule, tallyOfSheet(rule, sheet));

function resultOf(rule: BallotRule, { groups, invalid }: Tally): BallotResult {
  const total = (of: (g: GroupTally) => number) => groups.reduce((n, g) => n + of(g), 0);
  const [electorate, present, cast, valid] = [
    total((g) => g.electorate),
    total((g) => g.present),
    // ballots of nobody's group were cast too
    total((g) => g.cast) + (invalid.get('unknown-group') ?? 0),
    total((g) => g.valid),
  ];
  const turnout = electorate > 0 ? ratio(cast, electorate) : ratio(0);
  const met = !rule.turnout || reaches(turnout, { atLeast: rule.turnout });
  const ineffective = ineffectiveness(cast, electorate, met);
  const places = placesOf(rule);
  const points = pointResult(rule, places, groups);
  const placeResults = places.map((place, i) =>
    placeResult(rule, groups, place, i, points.means[i], ineffective),
  );
  const objects = rule.objects && rankObjects(rule, groups, places, points, ineffective !== undefined);
  const min = rule.secret ? (rule.minGroup ?? 0) : 0;
  const small = groups.some((g) => g.cast > 0 && g.cast < min);
  const hidden = cast > 0 && cast < min ? 'all' : small && rule.groups ? 'groups' : undefined;
  const emptyGroups = rule.groups ? groups.filter((g) => g.valid === 0).map((g) => g.group as string) : [];
  const result: BallotResult = {
    electorate,
    present,
    cast,
    valid,
    invalid: [...invalid]
      .map(([reason, count]) => ({ reason, title: INVALID_TITLE[reason], count }))
      .sort((a, b) => (a.reason < b.reason ? -1 : 1)),
    denominator: { kind: rule.denominator, size: total((g) => baseOf(rule.denominator, g)) },
    turnout: {
      share: toExact(turnout),
      ...(rule.turnout ? { required: toExact(ofFraction(rule.turnout)) } : {}),
      met,
    },
    effective: ineffective === undefined,
    ...(ineffective ? { ineffective } : {}),
    places: placeResults.map((p, i) => {
      const trimmed = points.trimmedAtPlace[i];
      return trimmed ? { ...p, trimmed } : p;
    }),
    ...(objects ? { objects } : {}),
    ...(rule.groups ? { groups: groupResults(rule, groups, places) } : {}),
    ...(emptyGroups.length > 0 ? { emptyGroups } : {}),
    ...(hidden ? { hidden } : {}),
  };
  return hidden ? withoutTallies(result, hidden) : result;
}

function ineffectiveness(cast: number, electorate: number, met: boolean): Ineffective | undefined {
  if (cast === 0) return 'no-ballots';
  if (cast > electorate) return 'more-ballots-than-voters';
  return met ? undefined : 'turnout';
}

function placeResult(
  rule: BallotRule,
  groups: readonly GroupTally[],
  place: Place,
  index: number,
  mean: Rational | undefined,
  ineffective: Ineffective | undefined,
): PlaceResult {
  const sum = (key: 'answered' | 'abstained' | 'spoiled') =>
    groups.reduce((n, g) => n + (g.places[index]?.[key] ?? 0), 0);
  const base = {
    key: place.key,
    question: place.question.id,
    ...(place.object ? { object: place.object.id } : {}),
    answered: sum('answered'),
    abstained: sum('abstained'),
    spoiled: sum('spoiled'),
    ...(mean ? { mean: toExact(mean) } : {}),
  };
  if (!isChoiceQuestion(place.question)) return base;
  const tallies = place.question.choices.map(({ id, title }) => {
    const votes = (g: GroupTally) => g.places[index]?.choices.get(id) ?? 0;
    const share = shareOf(groups, votes, (g) => baseOf(rule.denominator, g, g.places[index]?.spoiled));
    return { choice: id, title, votes: groups.reduce((n, g) => n + votes(g), 0), share: toExact(share) };
  });
  const checks = checkOutcomes(outcomesOf(rule, place.question), groups, index, rule.denominator);
  const first = checks.find((c) => c.met);
  const outcome = first ? { id: first.outcome, title: first.title } : rule.defaultOutcome;
  return { ...base, tallies, checks, ...(outcome && !ineffective ? { outcome } : {}) };
}

function groupResults(
  rule: BallotRule,
  groups: readonly GroupTally[],
  places: readonly Place[],
): GroupResult[] {
  return groups.map((g) => ({
    group: g.group as string,
    title: rule.groups?.find((x) => x.id === g.group)?.title ?? '',
    electorate: g.electorate,
    cast: g.cast,
    valid: g.valid,
    tallies: Object.fromEntries(
      places.flatMap((p, i) =>
        isChoiceQuestion(p.question)
          ? [
              [
                p.key,
                Object.fromEntries(
                  p.question.choices.map((c) => [c.id, g.places[i]?.choices.get(c.id) ?? 0]),
                ),
              ],
            ]
          : [],
      ),
    ),
  }));
}

/**
 * Outcomes, ranks and states stay; whatever shows how many voted what goes. Where only a group is too small, the means stay,
 * too: they are the result. Its votes follow from a weighted share beside the joint votes, or from the share's exact fraction
 * alone, and the marks that were trimmed are single ballots'.
 */
function withoutTallies(result: BallotResult, hidden: 'groups' | 'all'): BallotResult {
  const means = hidden === 'groups';
  return {
    ...result,
    places: result.places.map(({ key, question, object, outcome, mean }) => ({
      key,
      question,
      ...(object === undefined ? {} : { object }),
      answered: 0,
      abstained: 0,
      spoiled: 0,
      ...(means && mean ? { mean } : {}),
      ...(outcome ? { outcome } : {}),
    })),
    ...(result.objects
      ? {
          objects: result.objects.map(({ object, title, rank, state, score }) => ({
            object,
            title,
            ...(means && score ? { score } : {}),
            ...(rank === undefined ? {} : { rank }),
            ...(state ? { state } : {}),
          })),
        }
      : {}),
    ...(result.groups ? { groups: result.groups.map(({ tallies, ...g }) => g) } : {}),
  };
}
