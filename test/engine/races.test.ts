/** Events of one step that meet at the same element: one of them counts, and no token is lost or doubled. */
import { describe, expect, test } from 'vitest';
import * as d from './drawings.ts';
import { engineWith, stateOf } from './harness.ts';

const S = d.signalRoot('S', 'S');

/** Ids of the elements that have a job. */
const jobsOf = async (engine: Awaited<ReturnType<typeof engineWith>>) =>
  (await engine.jobs({})).filter((j) => j.state === 'ACTIVATABLE').map((j) => j.elementId);

describe('a call is interrupted by a signal in the step in which what it called completes', () => {
  const steps = (prefix: string, n: number) => Array.from({ length: n }, (_, i) => `${prefix}${i}`);

  /** `before`: steps of the branch that throws; the call comes first in the fork, or second. */
  function caller(before: number, callFirst: boolean): string {
    const chain = steps('m', before);
    const branches = [`f c normal e1`, `f ${[...chain, 'throw'].join(' ')} e2`];
    if (!callFirst) branches.reverse();
    return d.definitions(
      S,
      d.process(
        'p',
        d.start('s') + d.parallel('f') + d.call('c', 'q') + d.boundary('b', 'c', d.signal('S')),
        chain.map(d.manual).join('') + d.thrower('throw', d.signal('S')),
        d.user('normal') + d.user('after') + d.end('e1') + d.end('e2') + d.end('e3'),
        d.flows('s f', ...branches, 'b after e3'),
      ),
    );
  }
  const called = (n: number) => {
    const chain = steps('q', n);
    return d.definitions(
      d.process(
        'q',
        d.start('qs') + chain.map(d.manual).join('') + d.end('qe'),
        d.flows(['qs', ...chain, 'qe'].join(' ')),
      ),
    );
  };

  for (const callFirst of [true, false])
    for (let before = 0; before < 6; before++)
      for (let length = 0; length < 4; length++)
        test(`call ${callFirst ? 'first' : 'second'}, ${before} before the throw, ${length} in the called process`, async () => {
          const engine = await engineWith([called(length), caller(before, callFirst)]);
          const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
          const jobs = await jobsOf(engine);
          expect(['normal', 'after']).toContain(jobs.join(' '));
          await engine.cancelProcessInstance(pi);
          expect(await stateOf(engine, pi)).toBe('TERMINATED');
        });
});
