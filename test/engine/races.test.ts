/** Events of one step that meet at the same element: one of them counts, and no token is lost or doubled. */
import { describe, expect, test } from 'vitest';
import * as d from './drawings.ts';
import { engineWith, rootVariables, stateOf } from './harness.ts';

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

test('an error inside a sub-process whose boundary event was taken is left to the boundary event', async () => {
  const inside = d.eventSub(
    'esp',
    d.start('es', d.error('E')) + d.user('wrong') + d.end('ee') + d.flows('es wrong ee'),
  );
  const xml = d.definitions(
    S,
    d.errorRoot('E', 'E'),
    d.process(
      'p',
      d.start('s') + d.boundary('b', 'sub', d.signal('S')) + d.user('after') + d.end('e') + d.end('e2'),
      d.sub(
        'sub',
        d.start('is') + d.parallel('f') + d.thrower('throw', d.signal('S')) + d.manual('m') + d.end('ie'),
        d.end('fail', d.error('E')) + inside + d.flows('is f throw ie', 'f m fail'),
      ),
      d.flows('s sub e', 'b after e2'),
    ),
  );
  const engine = await engineWith(xml);
  await engine.createProcessInstance({ bpmnProcessId: 'p' });
  expect(await jobsOf(engine)).toEqual(['after']);
});

test('a receive task that has its message keeps it when a boundary event comes in the same step', async () => {
  const xml = d.definitions(
    S,
    d.messageRoot('M', 'm', '="k"'),
    d.process(
      'p',
      d.start('s') + d.el('receiveTask', 'r', '', 'messageRef="M"') + d.boundary('b', 'r', d.signal('S')),
      d.parallel('f') + d.thrower('throw', d.signal('S')) + d.user('normal') + d.user('after'),
      d.end('e') + d.end('e2') + d.end('e3'),
      d.flows('s f throw e2', 'f r normal e', 'b after e3'),
    ),
  );
  const engine = await engineWith(xml);
  await engine.publishMessage({
    name: 'm',
    correlationKey: 'k',
    timeToLive: 1000,
    variables: { n: 1 },
  });
  const { processInstanceKey: pi } = await engine.createProcessInstance({ bpmnProcessId: 'p' });
  expect(await jobsOf(engine)).toHaveLength(1);
  expect(await rootVariables(engine, pi)).toEqual((await jobsOf(engine))[0] === 'normal' ? { n: 1 } : {});
});
