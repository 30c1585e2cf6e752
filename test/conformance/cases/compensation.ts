/** Compensation: what completed is undone, in which order, and what is not. */
import { decision, dmn, literal } from '../../engine/decision-drawings.ts';
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

const on = (...body: string[]) => d.definitions(d.process('p', ...body));
/** A task `t` whose work is undone by `u`: jobs of these types. */
const pair = (t: string, u: string) => d.service(t) + d.compensated(t, u);
const back = (id: string, activity?: string, extra = '') =>
  d.thrower(id, d.compensation(id, activity), extra);
const two = on(
  d.start('s') + pair('a', 'ua') + pair('z', 'uz') + back('i') + d.end('e') + d.flows('s a z i e'),
);
const inSub = (inner: string, rest: string, chain = 's sp i e') =>
  on(d.start('s') + d.sub('sp', d.start('s2') + inner + d.end('e2')) + rest + d.end('e') + d.flows(chain));

/** Handlers whose work is a job, of other kinds than a service task. */
const handlers: [kind: string, xml: string][] = [
  ['script by a job', handler('scriptTask', '<zeebe:taskDefinition type="u"/>')],
  ['send', handler('sendTask', '<zeebe:taskDefinition type="u"/>')],
  ['business rule by a job', handler('businessRuleTask', '<zeebe:taskDefinition type="u"/>')],
];

function handler(type: string, extension: string): string {
  return d.el(type, 'u', d.ext(extension), 'isForCompensation="true"') + d.association('b-a', 'u');
}
const byHandler = (xml: string) =>
  on(
    d.start('s') +
      d.service('a') +
      d.boundary('b-a', 'a', d.compensation('b-a')) +
      xml +
      back('i') +
      d.end('e') +
      d.flows('s a i e'),
  );

export const compensations: Case[] = [
  ...handlers.map(
    ([kind, xml]): Case => ({
      name: `compensation: a handler of kind ${kind}`,
      xml: byHandler(xml),
      steps: [{ complete: 'a' }, { complete: 'u' }],
      finally: { state: 'COMPLETED', path: 's a b-a u i e p' },
    }),
  ),
  {
    name: 'compensation: the handler receives a message',
    xml: d.definitions(
      d.messageRoot('M', 'undone', '="k"'),
      d.process(
        'p',
        d.start('s') +
          d.service('a') +
          d.boundary('b-a', 'a', d.compensation('b-a')) +
          d.el('receiveTask', 'u', '', 'messageRef="M" isForCompensation="true"') +
          d.association('b-a', 'u') +
          back('i') +
          d.end('e') +
          d.flows('s a i e'),
      ),
    ),
    steps: [{ complete: 'a' }, { message: 'undone', key: 'k', variables: { by: 'letter' } }],
    finally: { state: 'COMPLETED', path: 's a b-a u i e p', variables: { by: 'letter' } },
  },
  {
    name: 'compensation: the handler decides by DMN',
    xml: [
      dmn(decision('undo', literal('n + 1'))),
      byHandler(handler('businessRuleTask', '<zeebe:calledDecision decisionId="undo" resultVariable="r"/>')),
    ],
    variables: { n: 1 },
    steps: [{ complete: 'a' }],
    finally: { state: 'COMPLETED', path: 's a b-a u i e p', variables: { n: 1, r: 2 } },
  },
  {
    name: 'compensation: the handler undoes, then the thrower goes on',
    xml: on(d.start('s') + pair('a', 'ua') + back('i') + d.end('e') + d.flows('s a i e')),
    steps: [
      { complete: 'a', variables: { x: 1 } },
      { see: true, path: 's a b-a', jobs: 'a:COMPLETED ua:ACTIVATABLE' },
      { complete: 'ua', sees: { x: 1 }, variables: { y: 2 } },
    ],
    finally: {
      state: 'COMPLETED',
      path: 's a b-a ua i e p',
      variables: { x: 1, y: 2 },
      flows: 's-a a-i i-e',
    },
  },
  {
    name: 'compensation: all that completed, in that order, at once',
    xml: two,
    steps: [
      { complete: 'a' },
      { complete: 'z' },
      { see: true, path: 's a z b-a b-z', jobs: 'a:COMPLETED ua:ACTIVATABLE uz:ACTIVATABLE z:COMPLETED' },
      { complete: 'uz' },
      { complete: 'ua' },
    ],
    finally: { state: 'COMPLETED', path: 's a z b-a b-z uz ua i e p' },
  },
  {
    name: 'compensation: what did not complete is not undone',
    xml: on(
      d.start('s') +
        d.parallel('g') +
        pair('a', 'ua') +
        pair('z', 'uz') +
        back('i') +
        d.end('e') +
        d.end('f'),
      d.flows('s g a i e', 'g z f'),
    ),
    steps: [{ complete: 'a' }, { complete: 'ua' }, { see: true, state: 'ACTIVE' }, { complete: 'z' }],
    finally: { state: 'COMPLETED', path: 's g a b-a ua i e z f p' },
  },
  {
    name: 'compensation: nothing to undo, the thrower goes on',
    xml: on(d.start('s') + back('i') + d.end('e', d.compensation('e')) + d.flows('s i e')),
    steps: [],
    finally: { state: 'COMPLETED', path: 's i e p' },
  },
  {
    name: 'compensation: only the named activity',
    xml: on(
      d.start('s') + pair('a', 'ua') + pair('z', 'uz') + back('i', 'z') + d.end('e') + d.flows('s a z i e'),
    ),
    steps: [{ complete: 'a' }, { complete: 'z' }, { none: 'ua' }, { complete: 'uz' }],
    finally: { state: 'COMPLETED', path: 's a z b-z uz i e p' },
  },
  {
    name: 'compensation: the named one has not run',
    xml: on(
      d.start('s') +
        d.exclusive('g', 'g-a') +
        pair('a', 'ua') +
        pair('z', 'uz') +
        d.exclusive('m') +
        back('i', 'z'),
      d.end('e') + d.flow('g', 'z', '=false') + d.flow('g', 'a') + d.flows('s g', 'a m', 'z m i e'),
    ),
    steps: [{ complete: 'a' }],
    finally: { state: 'COMPLETED', path: 's g a m i e p' },
  },
  {
    name: 'compensation end event',
    xml: on(d.start('s') + pair('a', 'ua') + d.end('e', d.compensation('e')) + d.flows('s a e')),
    steps: [{ complete: 'a' }, { see: true, state: 'ACTIVE' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's a b-a ua e p' },
  },
  {
    name: 'compensation end event of the named activity',
    xml: on(
      d.start('s') + pair('a', 'ua') + pair('z', 'uz') + d.end('e', d.compensation('e', 'a')),
      d.flows('s a z e'),
    ),
    steps: [{ complete: 'a' }, { complete: 'z' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's a z b-a ua e p' },
  },
  {
    name: 'compensation: twice done, twice undone',
    xml: on(
      d.start('s') + d.exclusive('m') + pair('a', 'ua') + d.exclusive('g', 'g-m') + back('i') + d.end('e'),
      d.flows('s m a g', 'i e') + d.flow('g', 'i', '=n = 2') + d.flow('g', 'm'),
    ),
    variables: { n: 0 },
    steps: [
      { complete: 'a', variables: { n: 1 } },
      { complete: 'a', variables: { n: 2 } },
      { complete: 'ua' },
      { complete: 'ua' },
    ],
    finally: { state: 'COMPLETED', path: 's m a g m a g b-a b-a ua ua i e p' },
  },
  {
    name: 'compensation: what was undone is not undone again',
    xml: on(d.start('s') + pair('a', 'ua') + back('i') + back('k') + d.end('e') + d.flows('s a i k e')),
    steps: [{ complete: 'a' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's a b-a ua i k e p', jobs: 'a:COMPLETED ua:COMPLETED' },
  },
  {
    name: 'compensation: two throwers beside each other share the work',
    xml: on(
      d.start('s') + pair('a', 'ua') + d.parallel('g') + back('i') + back('k') + d.end('e') + d.end('f'),
      d.flows('s a g i e', 'g k f'),
    ),
    steps: [{ complete: 'a' }, { see: true, state: 'ACTIVE' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', jobs: 'a:COMPLETED ua:COMPLETED' },
  },
  {
    name: 'compensation: of a task in a completed sub-process, from outside',
    xml: inSub(pair('a', 'ua') + d.flows('s2 a e2'), back('i')),
    steps: [{ complete: 'a' }, { see: true, path: 's s2 a e2 sp b-a' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's s2 a e2 sp b-a ua i e p' },
  },
  {
    name: 'compensation: of the named sub-process',
    xml: inSub(pair('a', 'ua') + d.flows('s2 a e2'), pair('z', 'uz') + back('i', 'sp'), 's sp z i e'),
    steps: [{ complete: 'a' }, { complete: 'z' }, { none: 'uz' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's s2 a e2 sp z b-a ua i e p' },
  },
  {
    name: 'compensation: of a sub-process with a handler of its own, and of what is in it',
    xml: inSub(pair('a', 'ua') + d.flows('s2 a e2'), d.compensated('sp', 'us') + back('i')),
    steps: [
      { complete: 'a' },
      { see: true, path: 's s2 a e2 sp b-sp b-a' },
      { complete: 'us' },
      { complete: 'ua' },
    ],
    finally: { state: 'COMPLETED', path: 's s2 a e2 sp b-sp b-a us ua i e p' },
  },
  {
    name: 'compensation: two scopes deep',
    xml: inSub(
      d.sub('in', d.start('s4') + pair('a', 'ua') + d.end('e4') + d.flows('s4 a e4')) + d.flows('s2 in e2'),
      back('i'),
    ),
    steps: [{ complete: 'a' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's s2 s4 a e4 in e2 sp b-a ua i e p' },
  },
  {
    name: 'compensation: from inside a sub-process only what is in it',
    xml: on(
      d.start('s') +
        pair('z', 'uz') +
        d.sub('sp', d.start('s2') + pair('a', 'ua') + back('i') + d.end('e2') + d.flows('s2 a i e2')) +
        d.end('e') +
        d.flows('s z sp e'),
    ),
    steps: [{ complete: 'z' }, { complete: 'a' }, { none: 'uz' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's z s2 a b-a ua i e2 sp e p' },
  },
  {
    name: 'compensation: of a sub-process that was interrupted there is nothing to undo',
    xml: on(
      d.start('s') +
        d.sub('sp', d.start('s2') + pair('a', 'ua') + d.service('t') + d.end('e2') + d.flows('s2 a t e2')) +
        d.boundary('b', 'sp', d.error()) +
        back('i') +
        d.end('e') +
        d.end('x') +
        d.flows('s sp e', 'b i x'),
    ),
    steps: [{ complete: 'a' }, { throws: 't', code: 'any' }],
    finally: { state: 'COMPLETED', path: 's s2 a b i x p' },
  },
  {
    name: 'compensation: an event sub-process undoes what was done around it',
    xml: on(
      d.start('s') + pair('a', 'ua') + d.service('t') + d.end('e') + d.flows('s a t e'),
      d.eventSub('es', d.start('s3', d.error()) + back('i') + d.end('e3') + d.flows('s3 i e3')),
    ),
    steps: [{ complete: 'a' }, { throws: 't', code: 'any' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's a s3 b-a ua i e3 es p', terminated: 't' },
  },
  {
    name: 'compensation: an event sub-process undoes the named activity around it',
    xml: on(
      d.start('s') + pair('a', 'ua') + pair('z', 'uz') + d.service('t') + d.end('e') + d.flows('s a z t e'),
      d.eventSub('es', d.start('s3', d.error()) + back('i', 'z') + d.end('e3') + d.flows('s3 i e3')),
    ),
    steps: [{ complete: 'a' }, { complete: 'z' }, { throws: 't', code: 'any' }, { complete: 'uz' }],
    finally: { state: 'COMPLETED', path: 's a z s3 b-z uz i e3 es p' },
  },
  {
    name: 'compensation: of a multi-instance task once',
    xml: on(
      d.start('s') +
        d.service('a', 'a', '', d.loop({ items: '=[1,2]' })) +
        d.compensated('a', 'ua') +
        back('i') +
        d.end('e') +
        d.flows('s a i e'),
    ),
    steps: [{ complete: 'a' }, { complete: 'a' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's a a a b-a ua i e p' },
  },
  {
    name: 'compensation: of what is in each instance of a multi-instance sub-process',
    xml: on(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') + pair('a', 'ua') + d.end('e2') + d.flows('s2 a e2'),
          d.loop({ items: '=[1,2]' }),
        ) +
        back('i') +
        d.end('e') +
        d.flows('s sp i e'),
    ),
    steps: [{ complete: 'a' }, { complete: 'a' }, { complete: 'ua' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', jobs: 'a:COMPLETED a:COMPLETED ua:COMPLETED ua:COMPLETED' },
  },
  {
    name: 'compensation: the handler is a multi-instance task',
    xml: on(
      d.start('s') +
        d.service('a') +
        d.compensated('a', 'ua', d.loop({ items: '=[1,2]', element: 'n' })) +
        back('i') +
        d.end('e') +
        d.flows('s a i e'),
    ),
    steps: [{ complete: 'a' }, { complete: 'ua' }, { see: true, state: 'ACTIVE' }, { complete: 'ua' }],
    finally: { state: 'COMPLETED', path: 's a b-a ua ua ua i e p' },
  },
  {
    name: 'compensation: the handler is a sub-process',
    xml: on(
      d.start('s') +
        d.service('a') +
        d.boundary('b-a', 'a', d.compensation('b-a')) +
        d.el(
          'subProcess',
          'u',
          d.start('s4') + d.service('w') + d.end('e4') + d.flows('s4 w e4'),
          'isForCompensation="true"',
        ) +
        d.association('b-a', 'u') +
        back('i') +
        d.end('e') +
        d.flows('s a i e'),
    ),
    steps: [{ complete: 'a' }, { complete: 'w' }],
    finally: { state: 'COMPLETED', path: 's a b-a s4 w e4 u i e p' },
  },
  {
    name: 'compensation: the handler is a call',
    xml: [
      d.definitions(d.process('q', d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9'))),
      on(
        d.start('s') +
          d.service('a') +
          d.boundary('b-a', 'a', d.compensation('b-a')) +
          d.el(
            'callActivity',
            'u',
            d.ext('<zeebe:calledElement processId="q"/>'),
            'isForCompensation="true"',
          ) +
          d.association('b-a', 'u') +
          back('i') +
          d.end('e') +
          d.flows('s a i e'),
      ),
    ],
    steps: [{ complete: 'a' }, { complete: 'w' }],
    finally: { state: 'COMPLETED', path: 's a b-a u i e p' },
  },
  ...(['manualTask', 'scriptTask', 'userTask'] as const).map(
    (type): Case => ({
      name: `compensation: the handler is a ${type}`,
      xml: on(
        d.start('s') +
          d.service('a') +
          d.boundary('b-a', 'a', d.compensation('b-a')) +
          d.el(
            type,
            'u',
            type === 'scriptTask' ? d.ext('<zeebe:script expression="=1 + 1" resultVariable="r"/>') : '',
            'isForCompensation="true"',
          ) +
          d.association('b-a', 'u') +
          back('i') +
          d.end('e') +
          d.flows('s a i e'),
      ),
      steps: [{ complete: 'a' }, ...(type === 'userTask' ? [{ complete: 'user' }] : [])],
      finally: {
        state: 'COMPLETED',
        path: 's a b-a u i e p',
        variables: type === 'scriptTask' ? { r: 2 } : {},
      },
    }),
  ),
  {
    name: 'compensation: of a call',
    xml: [
      d.definitions(d.process('q', d.start('s9') + pair('w', 'uw') + d.end('e9') + d.flows('s9 w e9'))),
      on(
        d.start('s') +
          d.call('c', 'q') +
          d.compensated('c', 'uc') +
          back('i') +
          d.end('e') +
          d.flows('s c i e'),
      ),
    ],
    steps: [{ complete: 'w' }, { complete: 'uc' }],
    finally: { state: 'COMPLETED', path: 's c b-c uc i e p' },
  },
  {
    name: 'compensation: mappings of the handler; the thrower has none',
    xml: on(
      d.start('s') +
        d.service('a') +
        d.boundary('b-a', 'a', d.compensation('b-a')) +
        d.el(
          'serviceTask',
          'ua',
          d.ext(`<zeebe:taskDefinition type="ua"/>${d.mappings([['=x + 1', 'y']], [['=y + 1', 'r']])}`),
          'isForCompensation="true"',
        ) +
        d.association('b-a', 'ua') +
        back('i', undefined, d.mappings([], [['=r + 1', 'out']])) +
        d.end('e') +
        d.flows('s a i e'),
    ),
    steps: [
      { complete: 'a', variables: { x: 1 } },
      { complete: 'ua', sees: { x: 1, y: 2 } },
    ],
    finally: { state: 'COMPLETED', variables: { x: 1, r: 3 } },
  },
  {
    name: 'compensation: the handler of what was in a sub-process sees the scope of the thrower',
    xml: on(
      d.start('s') +
        d.el(
          'subProcess',
          'sp',
          d.ext(d.mappings([['=1', 'local']])) +
            d.start('s2') +
            pair('a', 'ua') +
            d.end('e2') +
            d.flows('s2 a e2'),
        ) +
        back('i') +
        d.end('e') +
        d.flows('s sp i e'),
    ),
    steps: [
      { complete: 'a', variables: { x: 1 } },
      { complete: 'ua', sees: { x: 1 } },
    ],
    finally: { state: 'COMPLETED', variables: { x: 1 } },
  },
  {
    name: 'compensation: the handler fails and is tried again',
    xml: on(d.start('s') + pair('a', 'ua') + back('i') + d.end('e') + d.flows('s a i e')),
    steps: [
      { complete: 'a' },
      { fail: 'ua', retries: 0, message: 'not now' },
      { see: true, incidents: 'JOB_NO_RETRIES@ua' },
      { retries: 'ua', to: 1 },
      { resolve: true },
      { complete: 'ua' },
    ],
    finally: { state: 'COMPLETED', path: 's a b-a ua i e p' },
  },
  {
    name: 'compensation: an error of the handler is caught around the thrower',
    xml: on(
      d.start('s') +
        d.sub('sp', d.start('s2') + pair('a', 'ua') + back('i') + d.end('e2') + d.flows('s2 a i e2')) +
        d.boundary('b', 'sp', d.error()) +
        d.end('e') +
        d.end('x') +
        d.flows('s sp e', 'b x'),
    ),
    steps: [{ complete: 'a' }, { throws: 'ua', code: 'any' }],
    finally: { state: 'COMPLETED', path: 's s2 a b-a b x p', terminated: 'i ua sp' },
  },
  {
    name: 'compensation: cancelled while it undoes',
    xml: two,
    steps: [{ complete: 'a' }, { complete: 'z' }, { complete: 'ua' }, { cancel: true }],
    finally: { state: 'TERMINATED', path: 's a z b-a b-z ua', terminated: 'i uz p' },
  },
  {
    name: 'compensation: the work of a user task and of a script',
    xml: on(
      d.start('s') +
        d.user('a') +
        d.compensated('a', 'ua') +
        d.script('z', '=1', 'r') +
        d.compensated('z', 'uz') +
        back('i') +
        d.end('e') +
        d.flows('s a z i e'),
    ),
    steps: [{ complete: 'user' }, { complete: 'ua' }, { complete: 'uz' }],
    finally: { state: 'COMPLETED', path: 's a z b-a b-z ua uz i e p', variables: { r: 1 } },
  },
  {
    name: 'compensation: a handler runs nobody calls for',
    xml: on(d.start('s') + pair('a', 'ua') + d.end('e') + d.flows('s a e')),
    steps: [{ complete: 'a' }],
    finally: { state: 'COMPLETED', path: 's a e p', jobs: 'a:COMPLETED' },
  },
  ...interrupted(),
];

/** While the handler runs in a sub-process, something ends the thrower; then all around is compensated. */
function interrupted(): Case[] {
  const S = d.signalRoot('S', 'sig');
  const around = (inner: string, boundary = '', afterwards = 's sp i2 e') =>
    d.definitions(
      S,
      d.process(
        'p',
        d.start('s') +
          d.sub('sp', d.start('s2') + pair('a', 'ua') + back('i') + d.end('e2') + inner) +
          boundary +
          back('i2') +
          d.end('e') +
          d.flows(afterwards),
      ),
    );
  const not = {
    zeebe:
      'Zeebe 8.5.8 still counts the handler that was ended, and the thrower around waits for it for ever',
  };
  const begun: Case['steps'] = [{ complete: 'a' }, { see: true, path: 's s2 a b-a' }];
  return [
    {
      name: 'compensation interrupted: by a boundary event of the sub-process',
      xml: around(d.flows('s2 a i e2'), d.boundary('b', 'sp', d.signal('S')) + d.end('x') + d.flows('b x')),
      steps: [...begun, { signal: 'sig' }],
      finally: { state: 'COMPLETED', path: 's s2 a b-a b x p', terminated: 'i ua sp' },
    },
    {
      name: 'compensation interrupted: by an event sub-process in the sub-process',
      not,
      xml: around(
        d.flows('s2 a i e2') +
          d.eventSub('es', d.start('s3', d.signal('S')) + d.end('e3') + d.flows('s3 e3')),
      ),
      steps: [...begun, { signal: 'sig' }],
      finally: { state: 'COMPLETED', path: 's s2 a b-a s3 e3 es sp i2 e p', terminated: 'i ua' },
    },
    {
      name: 'compensation interrupted: by a terminate end event beside it',
      not,
      xml: around(
        d.parallel('g') + d.service('w') + d.end('t', d.terminate) + d.flows('s2 g a i e2', 'g w t'),
      ),
      steps: [{ complete: 'a' }, { complete: 'w' }],
      finally: { state: 'COMPLETED', path: 's s2 g a b-a w t sp i2 e p', terminated: 'i ua' },
    },
    {
      name: 'compensation interrupted: the thrower by hand, the handler goes on',
      xml: around(d.flows('s2 a i e2')),
      steps: [...begun, { terminate: 'i' }, { complete: 'ua' }],
      finally: { state: 'COMPLETED', path: 's s2 a b-a ua sp i2 e p', terminated: 'i' },
    },
    {
      name: 'compensation interrupted: the handler by hand',
      xml: around(d.flows('s2 a i e2')),
      steps: [...begun, { terminate: 'ua' }],
      finally: { state: 'ACTIVE', path: 's s2 a b-a', terminated: 'ua' },
    },
  ];
}
