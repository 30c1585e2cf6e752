/** What happens at once: an interruption and what it overtakes, two events of which one may count, what follows an end. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

const M = d.messageRoot('M', 'm', '=key');
const S = d.signalRoot('S', 'sig');
const S2 = d.signalRoot('S2', 'sig2');
const E = d.errorRoot('E', 'E1');
const C = d.escalationRoot('C', 'C1');
const of = (...body: string[]) => d.definitions(M, S, S2, E, C, d.process('p', ...body));
const sig = d.signal('S');
const esc = d.escalation('C');

/** An event sub-process that a message starts, with a job inside that writes `x`. */
const onMessage = (interrupting: boolean, extra = '') =>
  d.eventSub(
    'es',
    d.ext(extra) + d.start('s3', d.message('M'), `isInterrupting="${interrupting}"`),
    d.service('h') + d.end('e3') + d.flows('s3 h e3'),
  );

export const interruptions: Case[] = [
  {
    name: 'interruption: a scope and one in it by the same signal, each ends once',
    xml: of(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') +
            d.sub('in', d.start('s4') + d.service('t') + d.end('e4') + d.flows('s4 t e4')) +
            d.boundary('c', 'in', sig) +
            d.end('e2') +
            d.end('x2') +
            d.flows('s2 in e2', 'c x2'),
        ) +
        d.boundary('b', 'sp', sig) +
        d.end('e') +
        d.end('x') +
        d.flows('s sp e', 'b x'),
    ),
    steps: [{ signal: 'sig' }],
    finally: { state: 'COMPLETED', path: 's s2 s4 b x p', terminated: 't in sp' },
  },
  {
    name: 'interruption: a task’s boundary in a scope that its event sub-process ends by the same signal',
    xml: of(
      d.start('s') +
        d.service('t') +
        d.boundary('b', 't', sig) +
        d.end('e') +
        d.end('x') +
        d.flows('s t e', 'b x'),
      d.eventSub('es', d.start('s3', sig) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
    ),
    steps: [{ signal: 'sig' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 't' },
  },
  {
    name: 'interruption: a boundary beside its task in a scope that its event sub-process ends by the same signal',
    xml: of(
      d.start('s') + d.service('t') + d.boundary('b', 't', sig, false) + d.end('e') + d.end('x'),
      d.flows('s t e', 'b x') +
        d.eventSub('es', d.start('s3', sig) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
    ),
    steps: [{ signal: 'sig' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 't' },
  },
  {
    name: 'interruption: a scope that a terminate end event ends hears its event sub-process no more',
    xml: of(
      d.start('s') + d.parallel('g') + d.thrower('i', sig) + d.end('e') + d.end('x', d.terminate),
      d.flows('s g i e', 'g x') +
        d.eventSub('es', d.start('s3', sig) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's g x p', terminated: '' },
  },
  {
    name: 'interruption: two event sub-processes by the same signal, the first counts',
    xml: of(
      d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'),
      d.eventSub('es', d.start('s3', sig) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
      d.eventSub('fs', d.start('s4', d.message('M')) + d.service('i') + d.end('e4') + d.flows('s4 i e4')),
    ),
    variables: { key: 'k' },
    steps: [{ signal: 'sig' }, { message: 'm', key: 'k' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 't' },
  },
  {
    name: 'interruption: an escalation of what interrupted the scope is not heard in it again',
    xml: of(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') + d.service('t') + d.end('e2') + d.flows('s2 t e2'),
          d.eventSub('es', d.start('s3', d.error()) + d.thrower('i', esc) + d.end('e3') + d.flows('s3 i e3')),
          d.eventSub('fs', d.start('s4', esc, 'isInterrupting="false"') + d.end('e4') + d.flows('s4 e4')),
        ) +
        d.end('e') +
        d.flows('s sp e'),
    ),
    steps: [{ throws: 't', code: 'any' }],
    finally: { state: 'COMPLETED', path: 's s2 s3 i e3 es sp e p' },
  },
  {
    name: 'interruption: an escalation that another interrupting event sub-process would hear waits for it, as on Zeebe for good',
    xml: of(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') + d.service('t') + d.end('e2') + d.flows('s2 t e2'),
          d.eventSub('es', d.start('s3', d.error()) + d.thrower('i', esc) + d.end('e3') + d.flows('s3 i e3')),
          d.eventSub('fs', d.start('s4', esc) + d.end('e4') + d.flows('s4 e4')),
        ) +
        d.end('e') +
        d.flows('s sp e'),
    ),
    steps: [{ throws: 't', code: 'any' }, { see: true, state: 'ACTIVE', path: 's s2 s3' }, { cancel: true }],
    finally: { state: 'TERMINATED', path: 's s2 s3', terminated: 't i es sp p' },
  },
  {
    name: 'interruption: two signals thrown beside each other, the gateway goes on with the first',
    xml: of(
      d.start('s') + d.parallel('f') + d.el('eventBasedGateway', 'g') + d.catcher('c', sig),
      d.catcher('c2', d.signal('S2')) + d.end('e') + d.end('x') + d.service('t'),
      d.parallel('f2') + d.thrower('i', d.signal('S2')) + d.thrower('i2', sig) + d.end('y') + d.end('z'),
      d.flows('s f g c e', 'g c2 x', 'f t f2 i y', 'f2 i2 z'),
    ),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's f t f2 i2 i g z y c e p' },
  },
  {
    name: 'interruption: after an interrupting boundary event none beside it counts',
    xml: of(
      d.start('s') + d.parallel('f') + d.service('t') + d.boundary('b', 't', sig) + d.end('e') + d.end('x'),
      d.boundary('b2', 't', d.signal('S2'), false) + d.service('v') + d.service('w') + d.end('y'),
      d.service('u') + d.parallel('g') + d.thrower('i', sig) + d.thrower('i2', d.signal('S2')),
      d.end('e2') + d.end('e3'),
      d.flows('s f t e', 'f u g i2 e3', 'g i e2', 'b v x', 'b2 w y'),
    ),
    steps: [{ complete: 'u' }],
    finally: { state: 'ACTIVE', jobs: 't:CANCELED u:COMPLETED v:ACTIVATABLE', terminated: 't' },
  },
  {
    name: 'interruption: after a boundary event of the sub-process its event sub-process does not count',
    xml: of(
      d.start('s') + d.parallel('f') + d.boundary('b', 'sp', sig) + d.service('v') + d.end('e') + d.end('x'),
      d.sub(
        'sp',
        d.start('s2') + d.service('t') + d.end('e4') + d.flows('s2 t e4'),
        d.eventSub('es', d.start('s3', d.signal('S2')) + d.service('h') + d.end('e5') + d.flows('s3 h e5')),
      ),
      d.service('u') + d.parallel('g') + d.thrower('i', sig) + d.thrower('i2', d.signal('S2')),
      d.end('e2') + d.end('e3'),
      d.flows('s f sp e', 'f u g i2 e3', 'g i e2', 'b v x'),
    ),
    steps: [{ complete: 'u' }],
    finally: { state: 'ACTIVE', jobs: 't:CANCELED u:COMPLETED v:ACTIVATABLE', terminated: 't sp' },
  },
  ...[true, false].map(
    (interrupting): Case => ({
      name: `event sub-process ${interrupting ? 'interrupting' : 'beside'}: what its event brought is written once`,
      xml: of(d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'), onMessage(interrupting)),
      variables: { key: 'k' },
      steps: [
        { message: 'm', key: 'k', variables: { x: 1 } },
        { complete: 'h', sees: { key: 'k', x: 1 }, variables: { x: 2 } },
        ...(interrupting ? [] : [{ complete: 't' }]),
      ],
      finally: { state: 'COMPLETED', variables: { key: 'k', x: 2 } },
    }),
  ),
  {
    name: 'event sub-process in a sub-process: what its event brought is written once',
    xml: of(
      d.start('s') +
        d.sub('sp', d.start('s2') + d.service('t') + d.end('e2') + d.flows('s2 t e2'), onMessage(true)) +
        d.end('e') +
        d.flows('s sp e'),
    ),
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'k', variables: { x: 1 } },
      { complete: 'h', variables: { x: 2 } },
    ],
    finally: { state: 'COMPLETED', path: 's s2 s3 h e3 es sp e p', variables: { key: 'k', x: 2 } },
  },
  {
    name: 'event sub-process: ended by hand, its scope ends too',
    xml: of(
      d.start('s') +
        d.sub('sp', d.start('s2') + d.service('t') + d.end('e2') + d.flows('s2 t e2'), onMessage(true)) +
        d.end('e') +
        d.flows('s sp e'),
    ),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k' }, { terminate: 'es' }],
    finally: { state: 'TERMINATED', path: 's s2 s3', terminated: 't h es sp p' },
  },
  {
    name: 'message start: the next buffered one when the first is cancelled',
    xml: d.definitions(
      d.messageRoot('M', 'm'),
      d.process('p', d.start('s', d.message('M')) + d.service('t') + d.end('e') + d.flows('s t e')),
    ),
    start: false,
    steps: [
      { message: 'm', key: 'k', variables: { n: 1 } },
      { message: 'm', key: 'k', ttl: 3_600_000, variables: { n: 2 } },
      { see: true, instances: { p: { ACTIVE: 1 } } },
      { cancel: true },
      { complete: 't', sees: { n: 2 } },
    ],
    finally: { state: 'TERMINATED', instances: { p: { TERMINATED: 1, COMPLETED: 1, ACTIVE: 0 } } },
  },
];
