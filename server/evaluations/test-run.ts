/** A rule set tried on real or typed facts, with the trace of every condition. */
import { compileRuleSet, type Facts, factsOfScore, RulesError, runRuleSetTests } from '../../rules/index.ts';
import type { Actor } from '../auth/actor.ts';
import type { Case } from '../cases/collections.ts';
import { mayRead } from '../cases/readers.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import { evaluatedCases } from './case-facts.ts';
import { ruleSetFrom, schemeFor } from './documents.ts';
import type { TestRunBody, TestRunView } from './schemas.ts';
import { scopeOf } from './scope.ts';
import type { EvaluationService } from './service.ts';

/** Only facts that the rule set's catalogue knows are given back. */
export async function testRun(
  service: EvaluationService,
  actor: Actor,
  body: TestRunBody,
): Promise<TestRunView> {
  const ruleSet = ruleSetFrom(body.ruleset);
  const real = body.of ? await realFacts(service, actor, body.of) : {};
  const all: Facts = { ...real, ...body.facts };
  const known = ruleSet.facts.filter((f) => Object.hasOwn(all, f.name));
  const facts = Object.fromEntries(known.map((f) => [f.name, all[f.name]]));
  try {
    const result = compileRuleSet(ruleSet).evaluate(facts);
    const tests = runRuleSetTests(ruleSet);
    return {
      facts,
      result,
      tests: tests.map(({ title, passed, message }) => ({ title, passed, ...(message ? { message } : {}) })),
    };
  } catch (e) {
    if (!(e instanceof RulesError)) throw e;
    const places = e.problems.map((p) => ({ place: p.pointer, message: p.message }));
    throw new HttpProblem('unprocessable', e.message, places);
  }
}

async function realFacts(
  service: EvaluationService,
  actor: Actor,
  of: NonNullable<TestRunBody['of']>,
): Promise<Facts> {
  const { store, clock, calendar, directory } = service.deps;
  if ('caseId' in of) {
    const c = await store.get<Case>('cases', of.caseId);
    if (!c || !mayRead(actor, c)) throw notFound('事项');
    const [only] = await evaluatedCases(store, [c], { now: clock.now(), calendar: calendar.current });
    return only?.facts ?? {};
  }
  const scope = scopeOf(directory, actor, of.org);
  if (scope.only && !scope.only.has(of.body)) throw notFound('这个单位的评价');
  const release = await service.releaseOf(of.packageId);
  const scheme = schemeFor(release, of.scheme, { parameters: release.parameters(scope.path) });
  const ground = await service.ground(release, { scheme: scheme.id, year: of.year, scope });
  const { scores } = await service.evaluate({ ...ground, scheme });
  const score = scores.find((s) => s.id === of.body);
  if (!score) throw notFound('这个单位在该年度的办件');
  return factsOfScore(score);
}
