/** Runs scenarios merged by simulated time on one manual clock, which only moves forward. */
import type { Scenario } from '../../processes/format.ts';
import type { Matter } from '../matter.ts';
import type { Ground } from './people.ts';
import { type ScenarioOutcome, ScenarioRun } from './run.ts';

/** Moves the clock to the instant, stopping wherever a clock, ballot or task is due. */
export async function moveTo(g: Ground & { matter: Matter }, instant: string): Promise<void> {
  for (;;) {
    const now = Date.parse(g.clock.now());
    const next = await g.matter.ticker.nextInstant();
    const target = Math.min(
      Date.parse(instant),
      next ? Math.max(Date.parse(next), now) : Number.POSITIVE_INFINITY,
    );
    if (target > now) await g.moveClock(`PT${(target - now) / 1000}S`);
    await g.matter.settle();
    if (target >= Date.parse(instant) || Date.parse(g.clock.now()) >= Date.parse(instant)) return;
  }
}

/** `until`: what would happen later is left undone, so that the cases stand open there. `onMove` is told each instant. */
export async function runScenarios(
  g: Ground & { matter: Matter },
  scenarios: { packageId: string; scenario: Scenario }[],
  o: { until?: string; onMove?: (instant: string) => Promise<void> | void } = {},
): Promise<ScenarioOutcome[]> {
  const waiting = scenarios.map(({ packageId, scenario }) => {
    const run = new ScenarioRun(g, packageId, scenario);
    return { run, at: run.startsAt ?? g.clock.now(), steps: run.steps() };
  });
  const outcomes = waiting.map((w) => w.run.outcome);
  while (waiting.length > 0) {
    waiting.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const first = waiting[0]!;
    if (o.until && Date.parse(first.at) > Date.parse(o.until)) break;
    await moveTo(g, first.at);
    await o.onMove?.(first.at);
    const step = await first.steps.next();
    if (step.done) waiting.shift();
    else first.at = step.value;
  }
  if (o.until && Date.parse(g.clock.now()) < Date.parse(o.until)) await moveTo(g, o.until);
  return outcomes;
}
