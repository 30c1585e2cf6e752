/** Timers, messages, errors, boundary events, event-based gateways, scopes, calls, multi-instance. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

const simple = (...body: string[]) => d.definitions(d.process('p', ...body));
const M = d.messageRoot('M', 'm', '=key');
const E1 = d.errorRoot('E', 'E1');
const withRoots = (roots: string[], ...body: string[]) => d.definitions(...roots, d.process('p', ...body));
/** s → task t → e, with a boundary b → x on t. */
const bounded = (event: string, cancel = true, roots: string[] = [], extra = '') =>
  withRoots(
    roots,
    d.start('s') + d.service('t') + d.boundary('b', 't', event, cancel, extra) + d.end('e') + d.end('x'),
    d.flows('s t e', 'b x'),
  );
const inSub = (...inner: string[]) => d.sub('sp', ...inner);

export const timers: Case[] = [
  {
    name: 'timer catch: duration',
    xml: simple(d.start('s') + d.catcher('c', d.timer('Duration', 'PT1H')) + d.end('e') + d.flows('s c e')),
    steps: [{ advance: 'PT30M' }, { see: true, path: 's' }, { advance: 'PT31M' }],
    finally: { state: 'COMPLETED', path: 's c e p' },
  },
  {
    name: 'timer catch: duration by expression',
    xml: simple(d.start('s') + d.catcher('c', d.timer('Duration', '=d')) + d.end('e') + d.flows('s c e')),
    variables: { d: 'PT10M' },
    steps: [{ advance: 'PT11M' }],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'timer catch: a date that has passed fires at once',
    xml: simple(
      d.start('s') + d.catcher('c', d.timer('Date', '2020-01-01T00:00:00Z')) + d.end('e') + d.flows('s c e'),
    ),
    steps: [{ advance: 'PT1S' }],
    finally: { state: 'COMPLETED', path: 's c e p' },
  },
  {
    name: 'timer catch: what is no duration is an incident',
    xml: simple(d.start('s') + d.catcher('c', d.timer('Duration', '=d')) + d.end('e') + d.flows('s c e')),
    variables: { d: 'soon' },
    steps: [
      { see: true, incidents: 'EXTRACT_VALUE_ERROR@c' },
      { set: 'p', variables: { d: 'PT1M' } },
      { resolve: true },
      { advance: 'PT2M' },
    ],
    finally: { state: 'COMPLETED' },
  },
  ...[
    ['a day that the month has not', '2026-02-31T10:00:00Z'],
    ['a day that the year has not', '2026-02-29T10:00:00Z'],
    ['a minute', '2026-01-01T10:99:00Z'],
    ['a second', '2026-01-01T10:00:75+08:00'],
    ['an hour', '2026-01-01T24:00:00Z'],
    ['an offset', '2026-01-01T10:00:00+19:00'],
  ].map(
    ([what, date]): Case => ({
      name: `timer catch: a date with ${what} that is not there is an incident`,
      xml: simple(d.start('s') + d.catcher('c', d.timer('Date', '=d')) + d.end('e') + d.flows('s c e')),
      variables: { d: date! },
      steps: [
        { see: true, incidents: 'EXTRACT_VALUE_ERROR@c' },
        { set: 'p', variables: { d: '2024-02-29T10:00:00+08:00' } },
        { resolve: true },
        { advance: 'PT1S' },
      ],
      finally: { state: 'COMPLETED' },
    }),
  ),
  {
    name: 'timer boundary interrupts',
    xml: bounded(d.timer('Duration', 'PT1H')),
    steps: [{ advance: 'PT61M' }],
    finally: { state: 'COMPLETED', path: 's b x p', terminated: 't', jobs: 't:CANCELED', thrown: '' },
  },
  {
    name: 'timer boundary: the task is done in time',
    xml: bounded(d.timer('Duration', 'PT1H')),
    steps: [{ complete: 't' }, { advance: 'PT2H' }],
    finally: { state: 'COMPLETED', path: 's t e p' },
  },
  {
    name: 'timer boundary beside its task',
    xml: bounded(d.timer('Duration', 'PT1H'), false),
    steps: [{ advance: 'PT61M' }, { see: true, path: 's b x', state: 'ACTIVE' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's b x t e p' },
  },
  {
    name: 'timer boundary cycle of two',
    xml: bounded(d.timer('Cycle', 'R2/PT1H'), false),
    steps: [{ advance: 'PT61M' }, { advance: 'PT61M' }, { advance: 'PT61M' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's b x b x t e p' },
  },
];

const caught = withRoots([M], d.start('s') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s c e'));
export const messages: Case[] = [
  {
    name: 'message catch: by key',
    xml: caught,
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'other' },
      { see: true, path: 's' },
      { message: 'm', key: 'k', variables: { x: 1 } },
    ],
    finally: { state: 'COMPLETED', path: 's c e p', variables: { key: 'k', x: 1 } },
  },
  {
    name: 'message catch: a number as key',
    xml: caught,
    variables: { key: 7 },
    steps: [{ message: 'm', key: '7' }],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'message catch: no key is an incident',
    xml: caught,
    steps: [
      { see: true, incidents: 'EXTRACT_VALUE_ERROR@c' },
      { set: 'p', variables: { key: 'k' } },
      { resolve: true },
      { message: 'm', key: 'k' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'message buffered before its catch',
    xml: withRoots(
      [M],
      d.start('s') + d.service('t') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s t c e'),
    ),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', ttl: 3_600_000, variables: { x: 1 } }, { complete: 't' }],
    finally: { state: 'COMPLETED', variables: { key: 'k', x: 1 } },
  },
  {
    name: 'message without time to live is not kept',
    xml: withRoots(
      [M],
      d.start('s') + d.service('t') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s t c e'),
    ),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', ttl: 0 }, { complete: 't' }],
    finally: { state: 'ACTIVE', path: 's t' },
  },
  {
    name: 'message id: twice while buffered is refused',
    xml: caught,
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'other', ttl: 3_600_000, id: 'i' },
      { message: 'm', key: 'other', ttl: 3_600_000, id: 'i', rejected: 'ALREADY_EXISTS' },
    ],
    finally: { state: 'ACTIVE' },
  },
  {
    name: 'message boundary interrupts; key read in the parent scope',
    xml: bounded(d.message('M'), true, [M]),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', variables: { x: 1 } }],
    finally: {
      state: 'COMPLETED',
      path: 's b x p',
      terminated: 't',
      jobs: 't:CANCELED',
      variables: { key: 'k', x: 1 },
    },
  },
  {
    name: 'message boundary beside its task, twice',
    xml: bounded(d.message('M'), false, [M]),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k' }, { message: 'm', key: 'k' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's b x b x t e p' },
  },
  {
    name: 'message boundary with output mapping',
    xml: bounded(d.message('M'), true, [M], d.mappings([], [['=x', 'got']])),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', variables: { x: 1 } }],
    finally: { state: 'COMPLETED', variables: { key: 'k', got: 1 }, locals: { 'b.x': 1 } },
  },
  {
    name: 'receive task',
    xml: withRoots(
      [M],
      d.start('s') + d.el('receiveTask', 'r', '', 'messageRef="M"') + d.end('e') + d.flows('s r e'),
    ),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', variables: { x: 1 } }],
    finally: { state: 'COMPLETED', path: 's r e p', variables: { key: 'k', x: 1 } },
  },
  {
    name: 'message throw and end events are jobs',
    xml: withRoots(
      [M],
      d.start('s') +
        d.el('intermediateThrowEvent', 'i', d.ext('<zeebe:taskDefinition type="i"/>') + d.message('M')),
      d.el('endEvent', 'e', d.ext('<zeebe:taskDefinition type="e"/>') + d.message('M')) + d.flows('s i e'),
    ),
    steps: [{ complete: 'i' }, { complete: 'e' }],
    finally: { state: 'COMPLETED', path: 's i e p' },
  },
  {
    name: 'message start: one per key; the next buffered one when the first ends',
    xml: d.definitions(
      d.messageRoot('M', 'm'),
      d.process('p', d.start('s', d.message('M')) + d.service('t') + d.end('e') + d.flows('s t e')),
    ),
    start: false,
    steps: [
      { message: 'm', key: 'k', variables: { n: 1 } },
      { message: 'm', key: 'k', ttl: 3_600_000, variables: { n: 2 } },
      { see: true, instances: { p: { ACTIVE: 1 } }, variables: { n: 1 } },
      { complete: 't', sees: { n: 1 } },
      { see: true, instances: { p: { ACTIVE: 1, COMPLETED: 1 } } },
      { complete: 't', sees: { n: 2 } },
    ],
    finally: { instances: { p: { ACTIVE: 0, COMPLETED: 2 } } },
  },
  {
    name: 'event-based gateway: the message wins',
    xml: withRoots(
      [M],
      d.start('s') + d.el('eventBasedGateway', 'g') + d.catcher('c', d.message('M')),
      d.catcher('w', d.timer('Duration', 'PT1H')) + d.end('e') + d.end('x') + d.flows('s g c e', 'g w x'),
    ),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', variables: { y: 1 } }, { advance: 'PT2H' }],
    finally: { state: 'COMPLETED', path: 's g c e p', flows: 's-g c-e', variables: { key: 'k', y: 1 } },
  },
  {
    name: 'event-based gateway: the timer wins',
    xml: withRoots(
      [M],
      d.start('s') + d.el('eventBasedGateway', 'g') + d.catcher('c', d.message('M')),
      d.catcher('w', d.timer('Duration', 'PT1H')) + d.end('e') + d.end('x') + d.flows('s g c e', 'g w x'),
    ),
    variables: { key: 'k' },
    steps: [{ advance: 'PT61M' }, { message: 'm', key: 'k' }],
    finally: { state: 'COMPLETED', path: 's g w x p' },
  },
];

const subProcess = (boundary: string, ...roots: string[]) =>
  withRoots(
    roots,
    d.start('s') + inSub(d.start('s2') + d.service('t') + d.end('e2'), d.flows('s2 t e2')),
    `${boundary}${d.end('e')}${d.end('x')}${d.flows('s sp e', 'b x')}`,
  );
export const errors: Case[] = [
  {
    name: 'error: boundary of its code',
    xml: bounded(d.error('E'), true, [E1]),
    steps: [{ throws: 't', code: 'E1', variables: { why: 1 } }],
    finally: {
      state: 'COMPLETED',
      path: 's b x p',
      terminated: 't',
      // the error ended it: nothing was left to cancel
      jobs: 't:FAILED',
      thrown: 't',
      variables: {},
      locals: { 'b.why': 1 },
    },
  },
  {
    name: 'error: boundary without a code catches all',
    xml: bounded(d.error()),
    steps: [{ throws: 't', code: 'whatever' }],
    finally: { state: 'COMPLETED', path: 's b x p' },
  },
  {
    name: 'error: another code is uncaught',
    xml: bounded(d.error('E'), true, [E1]),
    steps: [{ throws: 't', code: 'E2', message: 'no good' }],
    finally: { state: 'ACTIVE', incidents: 'UNHANDLED_ERROR_EVENT@t', because: /E2/ },
  },
  {
    name: 'error: caught around the sub-process',
    xml: subProcess(d.boundary('b', 'sp', d.error('E')), E1),
    steps: [{ throws: 't', code: 'E1' }],
    finally: { state: 'COMPLETED', path: 's s2 b x p', terminated: 't sp', jobs: 't:FAILED' },
  },
  {
    name: 'error: uncaught, then cancelled',
    xml: bounded(d.error('E'), true, [E1]),
    steps: [{ throws: 't', code: 'E2' }, { cancel: true }],
    finally: { state: 'TERMINATED', path: 's', terminated: 't p', jobs: 't:CANCELED' },
  },
  {
    name: 'error end event is caught around its sub-process',
    xml: withRoots(
      [E1],
      d.start('s') + inSub(d.start('s2') + d.end('e2', d.error('E')), d.flows('s2 e2')),
      d.boundary('b', 'sp', d.error('E')) + d.end('e') + d.end('x') + d.flows('s sp e', 'b x'),
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 b x p', terminated: 'e2 sp' },
  },
  {
    name: 'error end event that nobody catches',
    xml: withRoots([E1], d.start('s') + d.end('e', d.error('E')) + d.flows('s e')),
    steps: [],
    finally: { state: 'ACTIVE', path: 's', incidents: 'UNHANDLED_ERROR_EVENT@e' },
  },
  {
    name: 'error event sub-process',
    xml: withRoots(
      [E1],
      d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'),
      d.eventSub('es', d.start('s3', d.error('E')) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
    ),
    steps: [{ throws: 't', code: 'E1', variables: { x: 1 } }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 't', variables: { x: 1 } },
  },
];

export const scopes: Case[] = [
  {
    name: 'sub-process: local variables stay, others go up',
    xml: simple(
      d.start('s') +
        d.el(
          'subProcess',
          'sp',
          d.ext(d.mappings([['=1', 'l']])) +
            d.start('s2') +
            d.service('t') +
            d.end('e2') +
            d.flows('s2 t e2'),
        ),
      d.end('e') + d.flows('s sp e'),
    ),
    steps: [{ complete: 't', sees: { l: 1 }, variables: { l: 2, g: 2 } }],
    finally: { state: 'COMPLETED', path: 's s2 t e2 sp e p', variables: { g: 2 }, locals: { 'sp.l': 2 } },
  },
  {
    name: 'sub-process: interrupted by a timer, with what is in it',
    xml: subProcess(d.boundary('b', 'sp', d.timer('Duration', 'PT1H'))),
    steps: [{ advance: 'PT61M' }],
    finally: { state: 'COMPLETED', path: 's s2 b x p', terminated: 't sp', jobs: 't:CANCELED' },
  },
  {
    name: 'sub-process with output mapping keeps what it is told',
    xml: simple(
      d.start('s') +
        d.el(
          'subProcess',
          'sp',
          d.ext(d.mappings([['=0', 'r']], [['=r', 'out']])) +
            d.start('s2') +
            d.service('t') +
            d.end('e2') +
            d.flows('s2 t e2'),
        ),
      d.end('e') + d.flows('s sp e'),
    ),
    steps: [{ complete: 't', variables: { r: 5 } }],
    finally: { state: 'COMPLETED', variables: { out: 5 } },
  },
  ...[true, false].map(
    (interrupting): Case => ({
      name: `event sub-process by message, ${interrupting ? 'interrupting' : 'beside'}`,
      xml: withRoots(
        [M],
        d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'),
        d.eventSub(
          'es',
          d.start('s3', d.message('M'), `isInterrupting="${interrupting}"`) +
            d.service('h') +
            d.end('e3') +
            d.flows('s3 h e3'),
        ),
      ),
      variables: { key: 'k' },
      steps: interrupting
        ? [{ message: 'm', key: 'k', variables: { x: 1 } }, { complete: 'h' }]
        : [
            { message: 'm', key: 'k' },
            { complete: 'h' },
            { message: 'm', key: 'k' },
            { complete: 't' },
            { complete: 'h' },
          ],
      finally: interrupting
        ? { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 't', jobs: 'h:COMPLETED t:CANCELED' }
        : { state: 'COMPLETED', path: 's s3 h e3 es s3 t e h e3 es p' },
    }),
  ),
  {
    name: 'event sub-process by timer',
    xml: simple(
      d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'),
      d.eventSub('es', d.start('s3', d.timer('Duration', 'PT1H')) + d.end('e3') + d.flows('s3 e3')),
    ),
    steps: [{ advance: 'PT61M' }],
    finally: { state: 'COMPLETED', path: 's s3 e3 es p', terminated: 't' },
  },
];

const child = (...body: string[]) => d.definitions(d.process('q', ...body));
const worker = child(d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9'));
const caller = (attributes = '', extra = '', rest = '', ...roots: string[]) =>
  withRoots(roots, d.start('s') + d.call('c', 'q', attributes, extra) + rest + d.end('e') + d.flows('s c e'));
export const calls: Case[] = [
  {
    name: 'call: everything goes down and comes up',
    xml: [worker, caller()],
    variables: { a: 1 },
    steps: [{ complete: 'w', sees: { a: 1 }, variables: { b: 2 } }],
    finally: { state: 'COMPLETED', path: 's c e p', called: { q: 's9 w e9 q' }, variables: { a: 1, b: 2 } },
  },
  {
    name: 'call: only mappings go down',
    xml: [worker, caller('propagateAllParentVariables="false"', d.mappings([['=a', 'x']]))],
    variables: { a: 1 },
    steps: [{ complete: 'w', sees: { x: 1 }, variables: { b: 2 } }],
    finally: { state: 'COMPLETED', variables: { a: 1, b: 2, x: 1 } },
  },
  {
    name: 'call: nothing comes up',
    xml: [worker, caller('propagateAllChildVariables="false"')],
    steps: [{ complete: 'w', variables: { b: 2 } }],
    finally: { state: 'COMPLETED', variables: {} },
  },
  {
    name: 'call: output mappings come up',
    xml: [worker, caller('propagateAllChildVariables="false"', d.mappings([], [['=b', 'r']]))],
    steps: [{ complete: 'w', variables: { b: 2, c: 3 } }],
    finally: { state: 'COMPLETED', variables: { r: 2 } },
  },
  {
    name: 'call: nobody there is an incident',
    xml: caller(),
    steps: [
      { see: true, incidents: 'CALLED_ELEMENT_ERROR@c' },
      { deploy: worker },
      { resolve: true },
      { complete: 'w' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'call: cancelled with its caller',
    xml: [worker, caller()],
    steps: [{ cancel: true }],
    finally: { state: 'TERMINATED', terminated: 'c p', instances: { q: { TERMINATED: 1, ACTIVE: 0 } } },
  },
  {
    name: 'call: an error goes out to the caller',
    xml: [worker, caller('', '', d.boundary('b', 'c', d.error('E')) + d.end('x') + d.flows('b x'), E1)],
    steps: [{ throws: 'w', code: 'E1' }],
    finally: { state: 'COMPLETED', path: 's b x p', instances: { q: { TERMINATED: 1 } } },
  },
  {
    name: 'call: interrupted by a timer',
    xml: [
      worker,
      caller('', '', d.boundary('b', 'c', d.timer('Duration', 'PT1H')) + d.end('x') + d.flows('b x')),
    ],
    steps: [{ advance: 'PT61M' }],
    finally: { state: 'COMPLETED', path: 's b x p', terminated: 'c', instances: { q: { TERMINATED: 1 } } },
  },
];

const each = (loop: string, extra = '') =>
  simple(d.start('s') + d.service('t', 't', extra, loop) + d.end('e') + d.flows('s t e'));
export const loops: Case[] = [
  {
    name: 'parallel multi-instance: all at once, results in order',
    xml: each(d.loop({ items: '=[1,2,3]', element: 'i', into: 'r', output: '=x' })),
    steps: [
      { see: true, jobs: 't:ACTIVATABLE t:ACTIVATABLE t:ACTIVATABLE' },
      { complete: 't', sees: { i: 1, loopCounter: 1, r: [null, null, null], x: null }, variables: { x: 10 } },
      { complete: 't', sees: { i: 2, loopCounter: 2, r: [10, null, null], x: null }, variables: { x: 20 } },
      { complete: 't', sees: { i: 3, loopCounter: 3, r: [10, 20, null], x: null }, variables: { x: 30 } },
    ],
    finally: { state: 'COMPLETED', path: 's t t t t e p', variables: { r: [10, 20, 30] } },
  },
  {
    name: 'sequential multi-instance: one after the other',
    xml: each(d.loop({ sequential: true, items: '=[1,2]', element: 'i', into: 'r', output: '=i * 2' })),
    steps: [
      { see: true, jobs: 't:ACTIVATABLE' },
      { complete: 't' },
      { see: true, jobs: 't:ACTIVATABLE t:COMPLETED' },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED', path: 's t t t e p', variables: { r: [2, 4] } },
  },
  {
    name: 'multi-instance over nothing passes',
    xml: each(d.loop({ items: '=[]', into: 'r', output: '=1' })),
    steps: [],
    finally: { state: 'COMPLETED', path: 's t e p', variables: { r: [] } },
  },
  {
    name: 'multi-instance over what is no list',
    xml: each(d.loop({ items: '=n' })),
    variables: { n: 3 },
    steps: [
      { see: true, incidents: 'EXTRACT_VALUE_ERROR@t' },
      { set: 'p', variables: { n: [1] } },
      { resolve: true },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'parallel multi-instance until a condition',
    xml: each(d.loop({ items: '=[1,2,3]', element: 'i', until: '=numberOfCompletedInstances >= 2' })),
    steps: [{ complete: 't' }, { complete: 't' }],
    finally: { state: 'COMPLETED', jobs: 't:CANCELED t:COMPLETED t:COMPLETED' },
  },
  {
    name: 'sequential multi-instance until a condition',
    xml: each(d.loop({ sequential: true, items: '=[1,2,3]', element: 'i', until: '=i = 2' })),
    steps: [{ complete: 't' }, { complete: 't' }],
    finally: { state: 'COMPLETED', jobs: 't:COMPLETED t:COMPLETED' },
  },
  {
    name: 'multi-instance interrupted by a boundary event',
    xml: simple(
      d.start('s') + d.service('t', 't', '', d.loop({ items: '=[1,2]', element: 'i' })),
      d.boundary('b', 't', d.timer('Duration', 'PT1H')) + d.end('e') + d.end('x') + d.flows('s t e', 'b x'),
    ),
    steps: [{ complete: 't' }, { advance: 'PT61M' }],
    finally: { state: 'COMPLETED', path: 's t b x p', terminated: 't t', jobs: 't:CANCELED t:COMPLETED' },
  },
  {
    name: 'multi-instance sub-process',
    xml: simple(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') + d.service('t') + d.end('e2') + d.flows('s2 t e2'),
          d.loop({ items: '=["a","b"]', element: 'i', into: 'r', output: '=i + "!"' }),
        ),
      d.end('e') + d.flows('s sp e'),
    ),
    steps: [
      { complete: 't', sees: { i: 'a', loopCounter: 1, r: [null, null] } },
      { complete: 't', sees: { i: 'b', loopCounter: 2, r: ['a!', null] } },
    ],
    finally: { state: 'COMPLETED', path: 's s2 s2 t e2 sp t e2 sp sp e p', variables: { r: ['a!', 'b!'] } },
  },
  {
    name: 'multi-instance cancelled',
    xml: each(d.loop({ items: '=[1,2]', element: 'i' })),
    steps: [{ cancel: true }],
    finally: { state: 'TERMINATED', terminated: 't t t p', jobs: 't:CANCELED t:CANCELED' },
  },
];

const bad = (name: string, refused: string, xml: string): Case => ({
  name: `refused: ${name}`,
  xml,
  refused,
  steps: [],
  finally: {},
});
export const refusals: Case[] = [
  bad(
    'transaction',
    'tx s-tx tx-e',
    simple(
      d.start('s') +
        d.el('transaction', 'tx', d.start('s2') + d.end('e2') + d.flows('s2 e2')) +
        d.end('e') +
        d.flows('s tx e'),
    ),
  ),
  bad(
    'complex gateway',
    'g s-g g-e',
    simple(d.start('s') + d.el('complexGateway', 'g') + d.end('e') + d.flows('s g e')),
  ),
  bad(
    'service task without a type',
    't',
    simple(d.start('s') + d.el('serviceTask', 't') + d.end('e') + d.flows('s t e')),
  ),
  bad('two none starts', 'p', simple(d.start('s') + d.start('s1') + d.end('e') + d.flows('s e', 's1 e'))),
  bad(
    'a bad expression',
    'x',
    simple(d.start('s') + d.script('x', '=1 +', 'r') + d.end('e') + d.flows('s x e')),
  ),
  bad(
    'boundary without a way out',
    'b',
    simple(
      d.start('s') +
        d.service('t') +
        d.boundary('b', 't', d.timer('Duration', 'PT1H')) +
        d.end('e') +
        d.flows('s t e'),
    ),
  ),
  bad(
    'cycle that interrupts',
    'b',
    simple(
      d.start('s') +
        d.service('t') +
        d.boundary('b', 't', d.timer('Cycle', 'R3/PT1H')) +
        d.end('e') +
        d.flows('s t e', 'b e'),
    ),
  ),
  bad(
    'message without a key',
    'c',
    withRoots(
      [d.messageRoot('M', 'm')],
      d.start('s') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s c e'),
    ),
  ),
  ...refusedInATask(),
  bad(
    'a condition on a flow out of a task, and out of a parallel gateway',
    't g',
    simple(
      d.start('s') + d.service('t') + d.parallel('g') + d.end('e') + d.end('x') + d.flows('s t'),
      d.flow('t', 'g', '=true') + d.flow('g', 'e', '=false') + d.flow('g', 'x'),
    ),
  ),
  ...['=x', '="P" + "X"'].map((value) =>
    bad(
      `a start by a timer ${value}`,
      's',
      simple(d.start('s', d.timer('Duration', value)) + d.end('e') + d.flows('s e')),
    ),
  ),
  bad(
    'two starts by one message',
    'p',
    withRoots(
      [M],
      d.start('s', d.message('M')) + d.start('s2', d.message('M')) + d.end('e') + d.flows('s e', 's2 e'),
    ),
  ),
  bad(
    'two signals of one name behind an event-based gateway',
    'g',
    withRoots(
      [d.signalRoot('S', 'sig')],
      d.start('s') +
        d.el('eventBasedGateway', 'g') +
        d.catcher('c', d.signal('S')) +
        d.catcher('k', d.signal('S')),
      d.end('e') + d.flows('s g c e', 'g k e'),
    ),
  ),
  bad(
    'a receive task behind an event-based gateway',
    'g',
    withRoots(
      [M],
      d.start('s') + d.el('eventBasedGateway', 'g') + d.catcher('c', d.timer('Duration', 'PT1H')),
      d.el('receiveTask', 'k', '', 'messageRef="M"') + d.end('e') + d.flows('s g c e', 'g k e'),
    ),
  ),
  bad('an empty sub-process', 'sp', simple(d.start('s') + d.sub('sp') + d.end('e') + d.flows('s sp e'))),
  bad(
    'cancel and conditional events, an ad-hoc sub-process, a standard loop, an instantiating receive task',
    'a c k r l s-a a-c',
    withRoots(
      [M],
      d.start('s') + d.el('adHocSubProcess', 'a') + d.catcher('c', '<bpmn:cancelEventDefinition/>'),
      d.catcher('k', '<bpmn:conditionalEventDefinition/>'),
      d.el('receiveTask', 'r', '', 'messageRef="M" instantiate="true"'),
      d.service('l', 'l', '', '<bpmn:standardLoopCharacteristics/>') + d.end('e') + d.flows('s a c k r l e'),
    ),
  ),
  ...['calledElement processId="q"', 'calledDecision decisionId="q" resultVariable="r"'].map((called) =>
    bad(
      `a binding other than the latest: ${called}`,
      't',
      simple(
        d.start('s') +
          d.el(
            called.startsWith('calledE') ? 'callActivity' : 'businessRuleTask',
            't',
            d.ext(`<zeebe:${called} bindingType="deployment"/>`),
          ),
        d.end('e') + d.flows('s t e'),
      ),
    ),
  ),
];

/** What is wrong in a task alone. */
function refusedInATask(): Case[] {
  const inTask = (name: string, task: string) =>
    bad(name, 't', simple(d.start('s') + task + d.end('e') + d.flows('s t e')));
  const loop = (attributes: string) =>
    d.el(
      'manualTask',
      't',
      `<bpmn:multiInstanceLoopCharacteristics>${d.ext(`<zeebe:loopCharacteristics inputCollection="=[1]" ${attributes}/>`)}</bpmn:multiInstanceLoopCharacteristics>`,
    );
  return [
    inTask('a loop with an output collection alone', loop('outputCollection="r"')),
    inTask('a loop with an output element alone', loop('outputElement="=1"')),
    inTask(
      'a script with a job',
      d.el(
        'scriptTask',
        't',
        d.ext('<zeebe:taskDefinition type="t"/><zeebe:script expression="=1" resultVariable="r"/>'),
      ),
    ),
    ...['dueDate="soon"', 'followUpDate="2026-03-01"', 'dueDate="2026-03-01T00:00:00"'].map((date) =>
      inTask(`a user task with ${date}`, d.user('t', `<zeebe:taskSchedule ${date}/>`)),
    ),
    ...['candidateGroups="a,,b"', 'candidateUsers="a,"'].map((who) =>
      inTask(`a user task with ${who}`, d.user('t', `<zeebe:assignmentDefinition ${who}/>`)),
    ),
    ...['null', 'instance', '结果', '1a', 'a-b', 'a.1'].map((target) =>
      inTask(`a mapping to ${target}`, d.service('t', 't', d.mappings([['=1', target]]))),
    ),
  ];
}
