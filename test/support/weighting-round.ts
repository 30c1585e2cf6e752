/** A weighting round that really was held: opened by the drawing of 代表建议办理, cast by deputies, closed and counted. */
import { readFile } from 'node:fs/promises';
import { ScenarioSchema } from '../../processes/format.ts';
import type { WeightingPaper, WeightingRule } from '../../rules/index.ts';
import type { App } from '../../server/compose.ts';
import { groundOf } from '../../server/scenarios/folder.ts';
import { runScenarios } from '../../server/scenarios/runner.ts';

const ID = 'deputy-suggestions';

export const WEIGHTS: WeightingRule = {
  kind: 'weighting',
  id: 'weights',
  title: '代表赋权',
  scheme: 'body-handling',
  by: { method: 'direct', mean: { kind: 'mean' } },
  share: 60,
  secret: true,
};

/**
 * Publishes the package with a weighting rule that its ballot asks by, and runs a case until the round is open.
 * Electors are the deputies. The clock of the app must be a manual one.
 */
export async function openWeightingRound(
  app: App,
  o: {
    deputies: string[];
    rule?: Partial<WeightingRule>;
    /** Local date on which it opens; the clock is moved to it. */
    at?: string;
  },
): Promise<{ roundId: string; caseId: string }> {
  const { drafts, publish } = app.packages;
  const admin = app.actors.actorOf('admin')!;
  const draft = await drafts.read(ID);
  const story = JSON.parse(await readFile(`processes/${ID}/cases/straight-a.json`, 'utf8'));
  const files = Object.fromEntries(
    // its own cases are of the double evaluation
    Object.entries(draft.files).filter(([path]) => !path.startsWith('cases/')),
  );
  files['rules/weights.json'] = JSON.stringify({ ...WEIGHTS, ...o.rule });
  files['suggestion.bpmn'] = files['suggestion.bpmn']!.replaceAll(
    /(<zeebe:header key="rule" value=")double-evaluation/g,
    '$1weights',
  );
  const saved = await drafts.save(admin, ID, files, draft.rev);
  await publish(admin, ID, saved.rev, '代表赋权');
  const [initiator, ...coDeputies] = o.deputies;
  story.title = '代表赋权';
  story.at = o.at ?? app.clock.today();
  story.start.as = initiator;
  story.start.data = { ...story.start.data, title: '代表赋权', coDeputies };
  story.steps = story.steps.slice(
    0,
    story.steps.findIndex((s: { do: string }) => s.do === 'vote'),
  );
  story.expect = {};
  const [outcome] = await runScenarios(groundOf(app), [
    { packageId: ID, scenario: ScenarioSchema.parse(story) },
  ]);
  if (!outcome?.caseId || outcome.problems.length > 0) throw new Error(outcome?.problems.join('\n'));
  const round = (await app.ballots.ofCase(outcome.caseId)).at(-1);
  if (round?.state !== 'open') throw new Error('no round was opened');
  return { roundId: round.id, caseId: outcome.caseId };
}

/** Papers of the electors in the order of `openWeightingRound`, then closed. */
export async function castWeights(app: App, roundId: string, deputies: string[], papers: WeightingPaper[]) {
  for (const [i, paper] of papers.entries())
    await app.ballots.cast(app.actors.actorOf(deputies[i]!)!, roundId, paper);
  return app.ballots.close(roundId);
}
