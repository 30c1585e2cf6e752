/** Signals: broadcast, caught, thrown, as starts. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

const S = d.signalRoot('S', 'sig');
const of = (roots: string[], ...body: string[]) => d.definitions(...roots, d.process('p', ...body));
const on = (...body: string[]) => of([S], ...body);
const sig = d.signal('S');
const task = d.start('s') + d.service('t') + d.end('e') + d.flows('s t e');
const caught = on(d.start('s') + d.catcher('c', sig) + d.end('e') + d.flows('s c e'));
/** A fork: one branch waits for the signal, the other does `other` after task t. */
const beside = (other: string, flow = 'i', extra: string[] = []) =>
  of(
    [S, ...extra],
    d.start('s') + d.parallel('g') + d.catcher('c', sig) + d.end('e1') + d.service('t') + other,
    d.flows('s g c e1', `g t ${flow}`),
  );
const bounded = (cancel: boolean, extra = '') =>
  on(task + d.boundary('b', 't', sig, cancel, extra) + d.end('x') + d.flows('b x'));
const sensor = (interrupting: boolean) =>
  d.eventSub(
    'es',
    d.start('s3', sig, `isInterrupting="${interrupting}"`) +
      d.service('h') +
      d.end('e3') +
      d.flows('s3 h e3'),
  );
const startedBySignal = on(d.start('s', sig) + d.service('t') + d.end('e') + d.flows('s t e'));

export const signals: Case[] = [
  {
    name: 'signal: two boundary events hear at once, the first interrupts',
    xml: d.definitions(
      d.signalRoot('S', 'sig'),
      d.signalRoot('R', 'other'),
      d.process(
        'p',
        d.start('s') +
          d.sub(
            'sp',
            d.start('s2') +
              d.parallel('g') +
              d.thrower('i', d.signal('S')) +
              d.thrower('j', d.signal('R')) +
              d.service('t') +
              d.end('e2') +
              d.flows('s2 g i t e2', 'g j t'),
          ) +
          d.boundary('b', 'sp', d.signal('S')) +
          d.boundary('c', 'sp', d.signal('R')) +
          d.end('e') +
          d.end('x') +
          d.end('y') +
          d.flows('s sp e', 'b x', 'c y'),
      ),
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 g j i c y p' },
  },
  {
    name: 'signal: what an interruption of its scope overtakes completes no more',
    xml: d.definitions(
      d.signalRoot('S', 'sig'),
      d.process(
        'p',
        d.start('s') +
          d.parallel('g') +
          d.thrower('i', d.signal('S')) +
          d.manual('m') +
          d.manual('n') +
          d.end('e') +
          d.flows('s g i e', 'g m n e') +
          d.eventSub('es', d.start('s3', d.signal('S')) + d.service('t') + d.end('e3') + d.flows('s3 t e3')),
      ),
    ),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's g m s3 t e3 es p', terminated: 'i' },
  },
  {
    name: 'signal catch: heard with its variables',
    xml: caught,
    variables: { a: 1 },
    steps: [{ signal: 'other' }, { see: true, path: 's' }, { signal: 'sig', variables: { x: 1, a: 2 } }],
    finally: { state: 'COMPLETED', path: 's c e p', variables: { a: 2, x: 1 } },
  },
  {
    name: 'signal catch: nobody keeps a signal',
    xml: on(d.start('s') + d.service('t') + d.catcher('c', sig) + d.end('e') + d.flows('s t c e')),
    steps: [{ signal: 'sig' }, { complete: 't' }],
    finally: { state: 'ACTIVE', path: 's t' },
  },
  {
    name: 'signal catch: output mapping',
    xml: on(
      d.start('s') + d.catcher('c', sig, d.mappings([], [['=x', 'got']])) + d.end('e') + d.flows('s c e'),
    ),
    steps: [{ signal: 'sig', variables: { x: 1, y: 2 } }],
    finally: { state: 'COMPLETED', variables: { got: 1 }, locals: { 'c.x': 1, 'c.y': 2 } },
  },
  {
    name: 'signal catch: cancelled before it is heard',
    xml: caught,
    steps: [{ cancel: true }, { signal: 'sig' }],
    finally: { state: 'TERMINATED', path: 's', terminated: 'c p' },
  },
  {
    name: 'signal catch: name by expression',
    xml: of(
      [d.signalRoot('S', '="sig-of-" + n')],
      d.start('s') + d.parallel('g') + d.catcher('c', sig) + d.end('e1') + d.service('t'),
      d.thrower('i', sig) + d.end('e2') + d.flows('s g c e1', 'g t i e2'),
    ),
    variables: { n: 'expression' },
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'signal catch: a name that is no text is an incident',
    xml: of([d.signalRoot('S', '=n')], d.start('s') + d.catcher('c', sig) + d.end('e') + d.flows('s c e')),
    variables: { n: 5 },
    steps: [
      { see: true, state: 'ACTIVE', incidents: 'EXTRACT_VALUE_ERROR@c' },
      { set: 'p', variables: { n: 'now-a-text' } },
      { resolve: true },
    ],
    finally: { state: 'ACTIVE', incidents: '' },
  },
  {
    name: 'signal throw: a name that is no text is an incident',
    xml: of([d.signalRoot('S', '=n')], d.start('s') + d.thrower('i', sig) + d.end('e') + d.flows('s i e')),
    steps: [
      { see: true, state: 'ACTIVE', path: 's', incidents: 'EXTRACT_VALUE_ERROR@i' },
      { set: 'p', variables: { n: 'a-text' } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', path: 's i e p' },
  },
  {
    name: 'signal throw: caught beside it',
    xml: beside(d.thrower('i', sig) + d.end('e2'), 'i e2'),
    variables: { v: 1 },
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's g t i c e2 e1 p', variables: { v: 1 } },
  },
  {
    name: 'signal throw: takes its local variables along, no others',
    xml: beside(d.thrower('i', sig, d.mappings([['=v + 1', 'w']])) + d.end('e2'), 'i e2'),
    variables: { v: 1 },
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', variables: { v: 1, w: 2 }, locals: { 'i.w': 2 } },
  },
  {
    name: 'signal throw: output mapping',
    xml: on(
      d.start('s') +
        d.thrower('i', sig, d.mappings([['=v + 1', 'w']], [['=w * 10', 'r']])) +
        d.end('e') +
        d.flows('s i e'),
    ),
    variables: { v: 1 },
    steps: [],
    finally: { state: 'COMPLETED', path: 's i e p', variables: { v: 1, r: 20 } },
  },
  {
    name: 'signal throw: nobody hears',
    xml: on(d.start('s') + d.thrower('i', sig) + d.end('e') + d.flows('s i e')),
    steps: [],
    finally: { state: 'COMPLETED', path: 's i e p' },
  },
  {
    name: 'signal end: caught beside it',
    xml: beside(d.end('i', sig)),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's g t i c e1 p' },
  },
  {
    name: 'signal end: takes its input mappings along',
    xml: beside(d.el('endEvent', 'i', d.ext(d.mappings([['="v"', 'w']])) + sig)),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', variables: { w: 'v' } },
  },
  {
    name: 'signal throw: starts another process',
    xml: [
      d.definitions(
        S,
        d.process('q', d.start('s9', sig) + d.service('w') + d.end('e9') + d.flows('s9 w e9')),
      ),
      on(d.start('s') + d.thrower('i', sig, d.mappings([['=1', 'w']])) + d.end('e') + d.flows('s i e')),
    ],
    steps: [
      { see: true, state: 'COMPLETED', instances: { q: { ACTIVE: 1 } } },
      { complete: 'w', sees: { w: 1 } },
    ],
    finally: { instances: { q: { ACTIVE: 0, COMPLETED: 1 } } },
  },
  {
    name: 'signal boundary interrupts',
    xml: bounded(true),
    steps: [{ signal: 'sig', variables: { x: 1 } }],
    finally: {
      state: 'COMPLETED',
      path: 's b x p',
      terminated: 't',
      jobs: 't:CANCELED',
      variables: { x: 1 },
    },
  },
  {
    name: 'signal boundary beside its task, twice',
    xml: bounded(false),
    steps: [{ signal: 'sig' }, { signal: 'sig', variables: { x: 2 } }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's b x b x t e p', variables: { x: 2 } },
  },
  {
    name: 'signal boundary with output mapping',
    xml: bounded(true, d.mappings([], [['=x', 'got']])),
    steps: [{ signal: 'sig', variables: { x: 1 } }],
    finally: { state: 'COMPLETED', variables: { got: 1 }, locals: { 'b.x': 1 } },
  },
  {
    name: 'signal boundary: the task is done before',
    xml: bounded(true),
    steps: [{ complete: 't' }, { signal: 'sig' }],
    finally: { state: 'COMPLETED', path: 's t e p' },
  },
  {
    name: 'signal boundary on a sub-process',
    xml: on(
      d.start('s') + d.sub('sp', d.start('s2') + d.service('t') + d.end('e2') + d.flows('s2 t e2')),
      d.boundary('b', 'sp', sig) + d.end('e') + d.end('x') + d.flows('s sp e', 'b x'),
    ),
    steps: [{ signal: 'sig' }],
    finally: { state: 'COMPLETED', path: 's s2 b x p', terminated: 't sp' },
  },
  {
    name: 'signal boundary on a call',
    xml: [
      d.definitions(d.process('q', d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9'))),
      on(d.start('s') + d.call('c', 'q') + d.boundary('b', 'c', sig) + d.end('e') + d.end('x')).replace(
        '</bpmn:process>',
        `${d.flows('s c e', 'b x')}</bpmn:process>`,
      ),
    ],
    steps: [{ signal: 'sig' }],
    finally: { state: 'COMPLETED', path: 's b x p', terminated: 'c', instances: { q: { TERMINATED: 1 } } },
  },
  {
    name: 'signal boundary on a multi-instance task',
    xml: on(
      d.start('s') + d.service('t', 't', '', d.loop({ items: '=[1,2]' })) + d.boundary('b', 't', sig, false),
      d.end('e') + d.end('x') + d.flows('s t e', 'b x'),
    ),
    steps: [{ signal: 'sig' }, { complete: 't' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's b x t t t e p' },
  },
  {
    name: 'signal: the sub-process is left, and with it who waits inside',
    xml: on(
      d.start('s') + d.sub('sp', d.start('s2') + d.catcher('c', sig) + d.end('e2') + d.flows('s2 c e2')),
      d.boundary('b', 'sp', sig) + d.end('e') + d.end('x') + d.flows('s sp e', 'b x'),
    ),
    steps: [{ signal: 'sig' }],
    finally: { state: 'COMPLETED', path: 's s2 b x p', terminated: 'c sp' },
  },
  {
    name: 'signal event sub-process interrupts',
    xml: on(task, sensor(true)),
    steps: [{ signal: 'sig', variables: { x: 1 } }, { signal: 'sig' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 't', variables: { x: 1 } },
  },
  {
    name: 'signal event sub-process beside, twice',
    xml: on(task, sensor(false)),
    steps: [{ signal: 'sig' }, { signal: 'sig' }, { complete: 'h' }, { complete: 't' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s3 s3 h e3 es t e h e3 es p' },
  },
  {
    name: 'signal event sub-process in a sub-process',
    xml: on(
      d.start('s') +
        d.sub('sp', d.start('s2') + d.service('t') + d.end('e2') + d.flows('s2 t e2') + sensor(true)) +
        d.end('e') +
        d.flows('s sp e'),
    ),
    steps: [{ signal: 'sig' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s2 s3 h e3 es sp e p', terminated: 't' },
  },
  {
    name: 'signal event sub-process whose end sends the signal again',
    xml: on(
      task,
      d.eventSub('es', d.start('s3', sig, 'isInterrupting="true"') + d.end('e3', sig) + d.flows('s3 e3')),
    ),
    steps: [{ signal: 'sig' }],
    finally: { state: 'COMPLETED', path: 's s3 e3 es p', terminated: 't' },
  },
  {
    name: 'signal start: one instance each time',
    xml: startedBySignal,
    start: false,
    steps: [
      { signal: 'sig', variables: { n: 1 } },
      { signal: 'sig', variables: { n: 2 } },
      { complete: 't', sees: { n: 1 } },
      { complete: 't', sees: { n: 2 } },
    ],
    finally: { instances: { p: { ACTIVE: 0, COMPLETED: 2 } } },
  },
  {
    name: 'signal start: only of the latest version',
    xml: startedBySignal,
    start: false,
    steps: [{ signal: 'sig' }, { deploy: on(task) }, { signal: 'sig' }],
    finally: { instances: { p: { ACTIVE: 1 } } },
  },
  {
    name: 'signal start beside a none start',
    xml: on(
      d.start('s') + d.start('s9', sig) + d.service('t') + d.service('t9') + d.end('e'),
      d.flows('s t e', 's9 t9 e'),
    ),
    steps: [{ signal: 'sig' }, { complete: 't' }, { complete: 't9' }],
    finally: { state: 'COMPLETED', path: 's t e p', instances: { p: { COMPLETED: 2 } } },
  },
  {
    name: 'signal start with output mapping',
    xml: on(
      d.el('startEvent', 's', d.ext(d.mappings([], [['=x', 'got']])) + sig) +
        d.service('t') +
        d.end('e') +
        d.flows('s t e'),
    ),
    start: false,
    steps: [{ signal: 'sig', variables: { x: 1 } }, { complete: 't' }],
    finally: { state: 'COMPLETED', variables: { got: 1 } },
  },
  {
    name: 'signal: one starts an instance and wakes another',
    xml: on(
      d.start('s') + d.start('s9', sig) + d.catcher('c', sig) + d.service('t') + d.end('e'),
      d.flows('s c e', 's9 t e'),
    ),
    steps: [{ signal: 'sig' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's c e p', instances: { p: { COMPLETED: 2 } } },
  },
  {
    name: 'signal: all instances hear it',
    xml: caught,
    steps: [{ start: 'p' }, { start: 'p' }, { signal: 'sig' }],
    finally: { instances: { p: { ACTIVE: 0, COMPLETED: 3 } } },
  },
  ...[true, false].map(
    (wins): Case => ({
      name: `event-based gateway: the ${wins ? 'signal' : 'timer'} wins over the ${wins ? 'timer' : 'signal'}`,
      xml: on(
        d.start('s') + d.el('eventBasedGateway', 'g') + d.catcher('c', sig),
        d.catcher('w', d.timer('Duration', 'PT1H')) + d.end('e') + d.end('x') + d.flows('s g c e', 'g w x'),
      ),
      steps: wins
        ? [{ signal: 'sig', variables: { y: 1 } }, { advance: 'PT2H' }]
        : [{ advance: 'PT2H' }, { signal: 'sig', variables: { y: 1 } }],
      finally: wins
        ? { state: 'COMPLETED', path: 's g c e p', flows: 's-g c-e', variables: { y: 1 } }
        : { state: 'COMPLETED', path: 's g w x p', variables: {} },
    }),
  ),
  {
    name: 'event-based gateway: of two signals at once the first counts',
    xml: of(
      [S, d.signalRoot('S2', 'sig2')],
      d.start('s') + d.parallel('f') + d.el('eventBasedGateway', 'g') + d.catcher('c', sig),
      d.catcher('c2', d.signal('S2')) + d.end('e') + d.end('x') + d.service('t'),
      d.thrower('i', d.signal('S2')) + d.thrower('i2', sig) + d.end('y'),
      d.flows('s f g c e', 'g c2 x', 'f t i i2 y'),
    ),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', terminated: '' },
  },
];
