/** What the other tables leave out: starts by the clock, multi-instance on every activity, terminate and errors in scopes. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

const on = (...body: string[]) => d.definitions(d.process('p', ...body));
const of = (roots: string[], ...body: string[]) => d.definitions(...roots, d.process('p', ...body));
const M = d.messageRoot('M', 'm', '=key');
const E1 = d.errorRoot('E', 'E1');
const twice = d.loop({ items: '=[1,2]', element: 'n', into: 'out', output: '=n' });
const oneOf = (activity: string) => on(d.start('s') + activity + d.end('e') + d.flows('s t e'));
const worker = d.definitions(
  d.process('q', d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9')),
);
const inner = (...parts: string[]) => d.sub('sp', d.start('s2') + parts.join(''));

export const clockStarts: Case[] = [
  ...(['R2/PT1H', 'R/PT1H', '0 0 * * * *'] as const).map(
    (cycle): Case => ({
      name: `timer start: cycle ${cycle}`,
      xml: on(d.start('s', d.timer('Cycle', cycle)) + d.service('t') + d.end('e') + d.flows('s t e')),
      start: false,
      steps: [
        { advance: 'PT61M' },
        { see: true, instances: { p: { ACTIVE: 1 } } },
        { advance: 'PT60M' },
        { see: true, instances: { p: { ACTIVE: 2 } } },
        { advance: 'PT60M' },
        // A later version without a clock ends it, here and on the broker that all cases share.
        { deploy: on(d.start('s') + d.service('t') + d.end('e') + d.flows('s t e')) },
        { advance: 'PT2H' },
      ],
      finally: { instances: { p: { ACTIVE: cycle.startsWith('R2') ? 2 : 3 } } },
    }),
  ),
  {
    name: 'timer start: a date that has passed starts at once',
    xml: on(
      d.start('s', d.timer('Date', '2020-01-01T00:00:00Z')) + d.service('t') + d.end('e') + d.flows('s t e'),
    ),
    start: false,
    steps: [{ advance: 'PT1S' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's t e p' },
  },
  {
    name: 'timer start: a duration starts once',
    xml: on(d.start('s', d.timer('Duration', 'PT1H')) + d.service('t') + d.end('e') + d.flows('s t e')),
    start: false,
    steps: [{ advance: 'PT61M' }, { advance: 'PT61M' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's t e p', instances: { p: { COMPLETED: 1, ACTIVE: 0 } } },
  },
  {
    name: 'timer event sub-process: a cycle of two beside its scope',
    xml: on(
      d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'),
      d.eventSub(
        'es',
        d.start('s3', d.timer('Cycle', 'R2/PT1H'), 'isInterrupting="false"') + d.end('e3') + d.flows('s3 e3'),
      ),
    ),
    steps: [{ advance: 'PT61M' }, { advance: 'PT61M' }, { advance: 'PT61M' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's s3 e3 es s3 e3 es t e p' },
  },
  {
    name: 'message start beside an event sub-process of the same process',
    xml: of(
      [M, d.messageRoot('M2', 'm2', '=key')],
      d.start('s', d.message('M')) + d.service('t') + d.end('e') + d.flows('s t e'),
      d.eventSub('es', d.start('s3', d.message('M2')) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
    ),
    start: false,
    steps: [
      { message: 'm', key: 'k', variables: { key: 'k' } },
      { message: 'm2', key: 'k', variables: { x: 1 } },
      { complete: 'h' },
    ],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 't', variables: { key: 'k', x: 1 } },
  },
  {
    name: 'a key that is missing when the scope begins to listen is an incident of its start event',
    xml: of(
      [M],
      d.start('s') + inner(d.service('t') + d.end('e2') + d.flows('s2 t e2')),
      d.boundary('b', 'sp', d.message('M')) + d.end('e') + d.end('x') + d.flows('s sp e', 'b x'),
    ),
    steps: [
      { see: true, path: 's', incidents: 'EXTRACT_VALUE_ERROR@s2' },
      { set: 'p', variables: { key: 'k' } },
      { resolve: true },
      { message: 'm', key: 'k' },
    ],
    finally: { state: 'COMPLETED', path: 's s2 b x p', terminated: 't sp' },
  },
];

export const everyLoop: Case[] = [
  {
    name: 'multi-instance: user tasks',
    xml: oneOf(d.user('t', '', twice)),
    steps: [{ complete: 'user' }, { complete: 'user' }],
    finally: { state: 'COMPLETED', path: 's t t t e p', variables: { out: [1, 2] } },
  },
  {
    name: 'multi-instance: manual tasks',
    xml: oneOf(d.el('manualTask', 't', twice)),
    steps: [],
    finally: { state: 'COMPLETED', path: 's t t t e p', variables: { out: [1, 2] } },
  },
  {
    name: 'multi-instance: undefined tasks, one after the other',
    xml: oneOf(
      d.el(
        'task',
        't',
        d.loop({ sequential: true, items: '=[1,2]', element: 'n', into: 'out', output: '=n' }),
      ),
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's t t t e p', variables: { out: [1, 2] } },
  },
  {
    name: 'multi-instance: scripts',
    xml: oneOf(
      d.el(
        'scriptTask',
        't',
        d.ext('<zeebe:script expression="=n * 10" resultVariable="r"/>') +
          d.loop({ items: '=[1,2]', element: 'n', into: 'out', output: '=r' }),
      ),
    ),
    steps: [],
    finally: { state: 'COMPLETED', variables: { out: [10, 20] } },
  },
  ...(['sendTask', 'businessRuleTask'] as const).map(
    (type): Case => ({
      name: `multi-instance: ${type}`,
      xml: oneOf(d.el(type, 't', d.ext('<zeebe:taskDefinition type="t"/>') + twice)),
      steps: [{ complete: 't' }, { complete: 't' }],
      finally: { state: 'COMPLETED', path: 's t t t e p', variables: { out: [1, 2] } },
    }),
  ),
  {
    name: 'multi-instance: receive tasks, each by its key',
    xml: of(
      [d.messageRoot('M', 'm', '=n')],
      d.start('s') + d.el('receiveTask', 't', twice, 'messageRef="M"') + d.end('e') + d.flows('s t e'),
    ),
    steps: [
      { message: 'm', key: '2' },
      { see: true, path: 's t' },
      { message: 'm', key: '1' },
    ],
    finally: { state: 'COMPLETED', path: 's t t t e p', variables: { out: [1, 2] } },
  },
  {
    name: 'multi-instance: calls',
    xml: [worker, oneOf(d.call('t', 'q').replace('</bpmn:callActivity>', `${twice}</bpmn:callActivity>`))],
    steps: [
      { complete: 'w', sees: { n: 1, loopCounter: 1, out: [null, null] } },
      { complete: 'w', sees: { n: 2, loopCounter: 2, out: [null, null] } },
    ],
    // The copy that each called process was given of `out` comes back with the rest.
    finally: {
      state: 'COMPLETED',
      called: { q: 's9 w e9 q | s9 w e9 q' },
      variables: { n: 2, loopCounter: 2, out: [null, 2] },
    },
  },
  {
    name: 'multi-instance: calls that give back only their results',
    xml: [
      worker,
      oneOf(
        d
          .call('t', 'q', 'propagateAllChildVariables="false"', d.mappings([], [['=r', 'r']]))
          .replace(
            '</bpmn:callActivity>',
            `${d.loop({ items: '=[1,2]', element: 'n', into: 'out', output: '=r' })}</bpmn:callActivity>`,
          ),
      ),
    ],
    steps: [
      { complete: 'w', variables: { r: 10 } },
      { complete: 'w', variables: { r: 20 } },
    ],
    finally: { state: 'COMPLETED', variables: { r: 20, out: [10, 20] } },
  },
  {
    name: 'multi-instance: output mappings into the result of each',
    xml: oneOf(
      d.service(
        't',
        't',
        d.mappings([], [['=v', 'r']]),
        d.loop({ items: '=[1,2]', element: 'n', into: 'out', output: '=r' }),
      ),
    ),
    steps: [
      { complete: 't', variables: { v: 10 } },
      { complete: 't', variables: { v: 20 } },
    ],
    finally: { state: 'COMPLETED', variables: { out: [10, 20] } },
  },
  {
    name: 'multi-instance: calls until a condition',
    xml: [
      worker,
      oneOf(
        d
          .call('t', 'q')
          .replace(
            '</bpmn:callActivity>',
            `${d.loop({ items: '=[1,2,3]', until: '=numberOfCompletedInstances = 1' })}</bpmn:callActivity>`,
          ),
      ),
    ],
    steps: [{ complete: 'w' }],
    finally: { state: 'COMPLETED', instances: { q: { COMPLETED: 1, TERMINATED: 2 } } },
  },
  {
    name: 'multi-instance: sub-processes one after the other until a condition',
    xml: on(
      d.start('s') +
        d.sub(
          't',
          d.start('s2') + d.service('w') + d.end('e2') + d.flows('s2 w e2'),
          d.loop({ sequential: true, items: '=[1,2,3]', element: 'n', until: '=n = 2' }),
        ) +
        d.end('e') +
        d.flows('s t e'),
    ),
    steps: [{ complete: 'w' }, { complete: 'w' }],
    finally: { state: 'COMPLETED', path: 's s2 w e2 t s2 w e2 t t e p' },
  },
  {
    name: 'multi-instance: a condition that is no boolean is an incident',
    xml: oneOf(d.service('t', 't', '', d.loop({ items: '=[1,2]', until: '=x' }))),
    steps: [
      { complete: 't' },
      { see: true, incidents: 'EXTRACT_VALUE_ERROR@t' },
      { set: 'p', variables: { x: true } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', jobs: 't:CANCELED t:COMPLETED' },
  },
  {
    name: 'multi-instance: an error of one ends all',
    xml: of(
      [E1],
      d.start('s') +
        d.service('t', 't', '', d.loop({ items: '=[1,2]' })) +
        d.boundary('b', 't', d.error('E')),
      d.end('e') + d.end('x') + d.flows('s t e', 'b x'),
    ),
    steps: [{ throws: 't', code: 'E1' }],
    finally: { state: 'COMPLETED', path: 's b x p', terminated: 't t t' },
  },
];

export const ends: Case[] = [
  {
    name: 'terminate end event in a sub-process ends only that',
    xml: on(
      d.start('s') +
        inner(
          d.parallel('g') + d.service('t') + d.service('u') + d.end('e2', d.terminate) + d.end('e4'),
          d.flows('s2 g t e2', 'g u e4'),
        ) +
        d.end('e') +
        d.flows('s sp e'),
    ),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's s2 g t e2 sp e p', terminated: 'u' },
  },
  {
    name: 'terminate end event in a called process ends only that',
    xml: [
      d.definitions(
        d.process(
          'q',
          d.start('s9') + d.parallel('g') + d.service('w') + d.service('v') + d.end('e9', d.terminate),
          d.end('e8') + d.flows('s9 g w e9', 'g v e8'),
        ),
      ),
      oneOf(d.call('t', 'q')),
    ],
    steps: [{ complete: 'w', variables: { x: 1 } }],
    finally: {
      state: 'COMPLETED',
      path: 's t e p',
      called: { q: 's9 g w e9 q' },
      variables: { x: 1 },
    },
  },
  {
    name: 'terminate end event in an event sub-process beside: the rest goes on',
    xml: of(
      [M],
      d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'),
      d.eventSub(
        'es',
        d.start('s3', d.message('M'), 'isInterrupting="false"') +
          d.parallel('g') +
          d.service('h') +
          d.end('e3', d.terminate) +
          d.end('e4') +
          d.flows('s3 g e3', 'g h e4'),
      ),
    ),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's s3 g e3 es t e p' },
  },
  {
    name: 'none end event and none throwing event: output mappings',
    xml: on(
      d.start('s') +
        d.thrower('i', '', d.mappings([], [['=1', 'a']])) +
        d.el('endEvent', 'e', d.ext(d.mappings([], [['=a + 1', 'b']]))) +
        d.flows('s i e'),
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's i e p', variables: { a: 1, b: 2 } },
  },
  {
    name: 'error end event: code by expression',
    xml: of(
      [E1, d.errorRoot('X', '="E" + string(n)')],
      d.start('s') +
        inner(d.end('e2', d.error('X')) + d.flows('s2 e2')) +
        d.boundary('b', 'sp', d.error('E')) +
        d.end('e') +
        d.end('x') +
        d.flows('s sp e', 'b x'),
    ),
    variables: { n: 1 },
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 b x p', terminated: 'e2 sp' },
  },
  {
    name: 'error end event: a code that is no text is an incident',
    xml: of(
      [E1, d.errorRoot('X', '=n')],
      d.start('s') +
        inner(d.end('e2', d.error('X')) + d.flows('s2 e2')) +
        d.boundary('b', 'sp', d.error('E')) +
        d.end('e') +
        d.end('x') +
        d.flows('s sp e', 'b x'),
    ),
    variables: { n: 1 },
    steps: [
      { see: true, incidents: 'EXTRACT_VALUE_ERROR@e2' },
      { set: 'p', variables: { n: 'E1' } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', path: 's s2 b x p' },
  },
  {
    name: 'error end event: uncaught, then resolved with a code that is caught',
    xml: of(
      [E1, d.errorRoot('X', '=n')],
      d.start('s') +
        inner(d.end('e2', d.error('X')) + d.flows('s2 e2')) +
        d.boundary('b', 'sp', d.error('E')) +
        d.end('e') +
        d.end('x') +
        d.flows('s sp e', 'b x'),
    ),
    variables: { n: 'E2' },
    steps: [
      { see: true, incidents: 'UNHANDLED_ERROR_EVENT@e2', because: /E2.*\[E1\]/ },
      { set: 'p', variables: { n: 'E1' } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', path: 's s2 b x p', terminated: 'e2 sp' },
  },
  {
    name: 'error of a job: uncaught, then resolved, the job is there again',
    xml: oneOf(d.service('t')),
    steps: [
      { throws: 't', code: 'E9' },
      { see: true, incidents: 'UNHANDLED_ERROR_EVENT@t' },
      { none: 't' },
      { resolve: true },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED', path: 's t e p', incidents: '' },
  },
  {
    name: 'error: the event sub-process of the very code before the one for all around',
    xml: of(
      [E1],
      d.start('s') +
        inner(
          d.service('t') + d.end('e2') + d.flows('s2 t e2'),
          d.eventSub('es', d.start('s3', d.error('E')) + d.end('e3') + d.flows('s3 e3')),
        ) +
        d.boundary('b', 'sp', d.error()) +
        d.end('e') +
        d.end('x') +
        d.flows('s sp e', 'b x'),
    ),
    steps: [{ throws: 't', code: 'E1' }],
    finally: { state: 'COMPLETED', path: 's s2 s3 e3 es sp e p' },
  },
  {
    name: 'error from an interrupting event sub-process: not on the boundary of its scope',
    xml: of(
      [E1],
      d.start('s') +
        inner(
          d.service('t') + d.end('e2') + d.flows('s2 t e2'),
          d.eventSub('es', d.start('s3', d.error('E')) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
        ) +
        d.boundary('b', 'sp', d.error()) +
        d.end('e') +
        d.end('x') +
        d.flows('s sp e', 'b x'),
    ),
    steps: [
      { throws: 't', code: 'E1' },
      { throws: 'h', code: 'E2' },
    ],
    finally: { state: 'ACTIVE', path: 's s2 s3', incidents: 'UNHANDLED_ERROR_EVENT@h' },
  },
  {
    name: 'error out of two calls',
    xml: [
      d.definitions(E1, d.process('r', d.start('s8') + d.end('e8', d.error('E')) + d.flows('s8 e8'))),
      d.definitions(d.process('q', d.start('s9') + d.call('c9', 'r') + d.end('e9') + d.flows('s9 c9 e9'))),
      of(
        [E1],
        d.start('s') + d.call('t', 'q') + d.boundary('b', 't', d.error('E')) + d.end('e') + d.end('x'),
        d.flows('s t e', 'b x'),
      ),
    ],
    steps: [],
    finally: {
      state: 'COMPLETED',
      path: 's b x p',
      instances: { q: { TERMINATED: 1 }, r: { TERMINATED: 1 } },
    },
  },
  {
    name: 'a boundary event while the task waits in an incident',
    xml: of(
      [M],
      d.start('s') + d.service('t') + d.boundary('b', 't', d.message('M')) + d.end('e') + d.end('x'),
      d.flows('s t e', 'b x'),
    ),
    variables: { key: 'k' },
    steps: [
      { fail: 't', retries: 0 },
      { see: true, incidents: 'JOB_NO_RETRIES@t' },
      { message: 'm', key: 'k' },
    ],
    finally: { state: 'COMPLETED', path: 's b x p', incidents: '', terminated: 't' },
  },
  {
    name: 'call: its process has only a message start',
    xml: [
      d.definitions(M, d.process('q', d.start('s9', d.message('M')) + d.end('e9') + d.flows('s9 e9'))),
      oneOf(d.call('t', 'q')),
    ],
    steps: [],
    finally: { state: 'ACTIVE', incidents: 'CALLED_ELEMENT_ERROR@t' },
  },
  {
    name: 'call: process id by expression; no text is an incident',
    xml: oneOf(d.call('t', '=n')),
    variables: { n: 1 },
    steps: [],
    finally: { state: 'ACTIVE', incidents: 'EXTRACT_VALUE_ERROR@t' },
  },
  {
    name: 'cancel while an incident is open',
    xml: oneOf(d.service('t', '=n')),
    steps: [{ see: true, incidents: 'EXTRACT_VALUE_ERROR@t' }, { cancel: true }],
    finally: { state: 'TERMINATED', incidents: '', terminated: 't p' },
  },
];
