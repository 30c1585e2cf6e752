/** A scheme in draft beside the one in force: scores, ranks, grades, and which indicators made the difference. */
import { compareScores, partialData, type ScoreChange } from '../../../rules/index.ts';
import type { Release } from '../../packages/release.ts';
import { gradeRulesFor, schemeFor } from '../documents.ts';
import { type Evaluation, gradeFor } from '../evaluate.ts';
import type { Ground, Tried } from './index.ts';

/** Indicators named for each object. */
const NAMED = 5;

export async function rescore({ service, scope, year, rule, before, after }: Ground): Promise<Tried> {
  const ground = await service.ground(before, { scheme: rule, year, scope });
  const by = (release: Release): Promise<Evaluation> => {
    const scheme = schemeFor(release, rule, { parameters: release.parameters(scope.path) });
    return service.evaluate({ ...ground, scheme }, gradeRulesFor(release, scheme));
  };
  const [was, now] = [await by(before), await by(after)];
  const shown = ({ id }: { id: string }) => scope.only?.has(id) ?? true;
  const objects = compareScores(was.scores, now.scores)
    .filter(shown)
    .map((c) => {
      const [old, next] = [sideOf(was, c.before), sideOf(now, c.after)];
      return {
        id: c.id,
        title: c.title,
        before: old,
        after: next,
        made: c.made.slice(0, NAMED).map((m) => ({ ...m })),
        others: othersOf(c),
        changed: {
          total: old?.total !== next?.total,
          rank: old?.rank !== next?.rank,
          grade: old?.grade?.id !== next?.grade?.id,
        },
      };
    })
    .sort((a, b) => (a.after?.rank ?? 1e9) - (b.after?.rank ?? 1e9));
  const count = (of: (c: (typeof objects)[number]['changed']) => boolean) =>
    objects.filter((o) => of(o.changed)).length;
  return {
    summary: {
      tried: objects.length,
      changed: count((c) => c.total || c.rank || c.grade),
      ranks: count((c) => c.rank),
      grades: count((c) => c.grade),
      refused: 0,
    },
    trial: {
      kind: 'scheme',
      objects,
      gaps: partialData(now.scheme, { objects: now.measured }).filter(shown),
    },
    problems: now.problems.map(({ severity, message }) => ({ severity, message })),
  };
}

/** What the indicators named leave of the difference, so that what is shown adds up to it. */
function othersOf({ made, total }: ScoreChange): number {
  const sum = (parts: ScoreChange['made']) => parts.reduce((n, m) => n + m.points, 0);
  return (total ?? sum(made)) - sum(made.slice(0, NAMED));
}

function sideOf(e: Evaluation, score: ScoreChange['before']) {
  if (!score) return null;
  const { id, total, rank } = score;
  return { total, rank, grade: (total !== null && gradeFor(e, id)) || null };
}
