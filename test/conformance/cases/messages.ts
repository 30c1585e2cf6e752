/** Messages: how long they wait, whom they reach, and what they start. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

const M = d.messageRoot('M', 'm', '=key');
const M2 = d.messageRoot('M2', 'm2', '=key');
const of = (...body: string[]) => d.definitions(M, d.process('p', ...body));
/** s → task t → catch c → e: what comes before t is done has to wait. */
const later = of(
  d.start('s') + d.service('t') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s t c e'),
);
const startedBy = (id: string, key = '') =>
  d.definitions(
    d.messageRoot('M', 'm', key),
    d.process(id, d.start('s', d.message('M')) + d.service(`t${id}`) + d.end('e') + d.flows(`s t${id} e`)),
  );
const HOUR = 3_600_000;

export const messages: Case[] = [
  {
    name: 'message: its time to live has run out',
    xml: later,
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', ttl: HOUR }, { advance: 'PT61M' }, { complete: 't' }],
    finally: { state: 'ACTIVE', path: 's t' },
  },
  {
    name: 'message: waits until just before its time to live has run out',
    xml: later,
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', ttl: HOUR }, { advance: 'PT58M' }, { complete: 't' }],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'message id: free again when the first is no more',
    xml: later,
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'k', ttl: HOUR, id: 'i', variables: { n: 1 } },
      { message: 'm', key: 'k', ttl: HOUR, id: 'i', rejected: 'ALREADY_EXISTS' },
      { advance: 'PT2H' },
      { advance: 'PT2M' },
      { message: 'm', key: 'k', ttl: HOUR, id: 'i', variables: { n: 2 } },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED', variables: { key: 'k', n: 2 } },
  },
  {
    name: 'message id: of another key, another name, and of what does not wait',
    xml: later,
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'k', ttl: HOUR, id: 'i' },
      { message: 'm', key: 'k2', ttl: HOUR, id: 'i' },
      { message: 'm2', key: 'k', ttl: HOUR, id: 'i' },
      { message: 'm', key: 'k', ttl: HOUR, id: 'i2' },
      { message: 'm', key: 'k', ttl: 0, id: 'i3' },
      { message: 'm', key: 'k', ttl: 0, id: 'i3' },
      { message: 'm', key: 'k', ttl: HOUR },
      { message: 'm', key: 'k', ttl: HOUR },
    ],
    finally: { state: 'ACTIVE' },
  },
  {
    name: 'message id: a message that was correlated still has its id while it would wait',
    xml: of(d.start('s') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s c e')),
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'k', ttl: HOUR, id: 'i' },
      { message: 'm', key: 'k', ttl: HOUR, id: 'i', rejected: 'ALREADY_EXISTS' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'message: the oldest that waits first, each once',
    xml: of(
      d.start('s') + d.service('t') + d.catcher('c', d.message('M'), d.mappings([], [['=n', 'a']])),
      d.catcher('c2', d.message('M'), d.mappings([], [['=n', 'b']])) + d.end('e') + d.flows('s t c c2 e'),
    ),
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'k', ttl: HOUR, variables: { n: 1 } },
      { message: 'm', key: 'k', ttl: HOUR, variables: { n: 2 } },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED', variables: { key: 'k', a: 1, b: 2 } },
  },
  {
    name: 'message: one instance of a process gets it, the oldest',
    xml: of(d.start('s') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s c e')),
    variables: { key: 'k' },
    steps: [
      { start: 'p', variables: { key: 'k' } },
      { message: 'm', key: 'k', ttl: HOUR },
    ],
    finally: { state: 'COMPLETED', instances: { p: { COMPLETED: 1, ACTIVE: 1 } } },
  },
  {
    name: 'message: each process gets it',
    xml: [
      d.definitions(
        M,
        d.process('q', d.start('s') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s c e')),
      ),
      of(d.start('s') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s c e')),
    ],
    variables: { key: 'k' },
    steps: [
      { start: 'q', variables: { key: 'k' } },
      { message: 'm', key: 'k' },
    ],
    finally: { state: 'COMPLETED', instances: { q: { COMPLETED: 1 } } },
  },
  {
    name: 'message: two in one instance wait for the same, one gets it',
    xml: of(
      d.start('s') +
        d.parallel('f') +
        d.catcher('c', d.message('M')) +
        d.catcher('c2', d.message('M')) +
        d.end('e'),
      d.flows('s f c e', 'f c2 e'),
    ),
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'k', ttl: HOUR },
      { see: true, state: 'ACTIVE' },
      { message: 'm', key: 'k' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'message: buffered for a boundary event, which ends its task at once',
    xml: of(
      d.start('s') +
        d.service('t') +
        d.service('u') +
        d.boundary('b', 'u', d.message('M')) +
        d.end('e') +
        d.end('x'),
      d.flows('s t u e', 'b x'),
    ),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k', ttl: HOUR }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's t b x p', terminated: 'u' },
  },
  {
    name: 'message: two buffered for a boundary event beside its task',
    xml: of(
      d.start('s') +
        d.service('t') +
        d.service('u') +
        d.boundary('b', 'u', d.message('M'), false) +
        d.end('e') +
        d.end('x'),
      d.flows('s t u e', 'b x'),
    ),
    variables: { key: 'k' },
    steps: [
      { message: 'm', key: 'k', ttl: HOUR },
      { message: 'm', key: 'k', ttl: HOUR },
      { complete: 't' },
      { message: 'm', key: 'k' },
      { complete: 'u' },
    ],
    finally: { state: 'COMPLETED', path: 's t b x b x b x u e p' },
  },
  {
    name: 'message: two buffered for one gateway, the second waits for the next',
    xml: d.definitions(
      M,
      M2,
      d.process(
        'p',
        d.start('s') + d.el('eventBasedGateway', 'g') + d.catcher('c', d.message('M')),
        d.catcher('c2', d.message('M2')) + d.service('t', 'work') + d.service('u', 'work'),
        d.end('e') + d.end('x') + d.flows('s g c t e', 'g c2 u x'),
      ),
    ),
    start: false,
    steps: [
      { message: 'm', key: 'k', ttl: HOUR },
      { message: 'm2', key: 'k', ttl: HOUR },
      { start: 'p', variables: { key: 'k' } },
      { complete: 'work' },
      { start: 'p', variables: { key: 'k' } },
      { complete: 'work' },
    ],
    finally: { state: 'COMPLETED', instances: { p: { COMPLETED: 2 } } },
  },
  {
    name: 'message: two buffered for two boundary events, the second waits for the next task',
    xml: d.definitions(
      M,
      M2,
      d.process(
        'p',
        d.start('s') + d.service('u') + d.boundary('b', 'u', d.message('M')) + d.end('e'),
        d.boundary('b2', 'u', d.message('M2')) + d.service('t', 'work') + d.service('v', 'work'),
        d.end('x') + d.end('y') + d.flows('s u e', 'b t x', 'b2 v y'),
      ),
    ),
    start: false,
    steps: [
      { message: 'm', key: 'k', ttl: HOUR },
      { message: 'm2', key: 'k', ttl: HOUR },
      { start: 'p', variables: { key: 'k' } },
      { complete: 'work' },
      { start: 'p', variables: { key: 'k' } },
      { complete: 'work' },
    ],
    finally: { state: 'COMPLETED', instances: { p: { COMPLETED: 2 } } },
  },
  {
    name: 'message: its name by expression',
    xml: d.definitions(
      d.messageRoot('M', '="m-" + key', '=key'),
      d.process('p', d.start('s') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s c e')),
    ),
    variables: { key: 'k' },
    steps: [{ see: true, state: 'ACTIVE', path: 's', incidents: '' }],
    finally: { state: 'ACTIVE' },
  },
  {
    name: 'message: a name that is no text is an incident',
    xml: d.definitions(
      d.messageRoot('M', '=key', '=key'),
      d.process('p', d.start('s') + d.catcher('c', d.message('M')) + d.end('e') + d.flows('s c e')),
    ),
    variables: { key: 7 },
    steps: [
      { see: true, incidents: 'EXTRACT_VALUE_ERROR@c' },
      { set: 'p', variables: { key: 'k' } },
      { resolve: true },
    ],
    finally: { state: 'ACTIVE', incidents: '' },
  },
  {
    name: 'message: a key that is neither text nor number is an incident',
    xml: of(d.start('s') + d.el('receiveTask', 'c', '', 'messageRef="M"') + d.end('e') + d.flows('s c e')),
    variables: { key: true },
    steps: [{ see: true, incidents: 'EXTRACT_VALUE_ERROR@c', because: /BOOLEAN/ }],
    finally: { state: 'ACTIVE' },
  },
  {
    name: 'message: the key from an input mapping',
    xml: of(
      d.start('s') +
        d.catcher('c', d.message('M'), d.mappings([['="k" + string(n)', 'key']])) +
        d.end('e') +
        d.flows('s c e'),
    ),
    variables: { n: 1 },
    steps: [{ message: 'm', key: 'k1', variables: { x: 1 } }],
    finally: { state: 'COMPLETED', variables: { n: 1, x: 1 } },
  },
  {
    name: 'message: waits no more for what its instance left',
    xml: of(
      d.start('s') + d.el('eventBasedGateway', 'g') + d.catcher('c', d.message('M')),
      d.catcher('w', d.timer('Duration', 'PT1H')) + d.catcher('c2', d.message('M')) + d.end('e') + d.end('x'),
      d.flows('s g c e', 'g w c2 x'),
    ),
    variables: { key: 'k' },
    steps: [{ advance: 'PT61M' }, { message: 'm', key: 'k' }],
    finally: { state: 'COMPLETED', path: 's g w c2 x p' },
  },
  {
    name: 'message start: without a key any number at once',
    xml: startedBy('p'),
    start: false,
    steps: [
      { message: 'm', key: '' },
      { message: 'm', key: '' },
      { see: true, instances: { p: { ACTIVE: 2 } } },
      { complete: 'tp' },
      { complete: 'tp' },
    ],
    finally: { instances: { p: { COMPLETED: 2, ACTIVE: 0 } } },
  },
  {
    name: 'message start: each process, each key its own',
    xml: [startedBy('p'), startedBy('q')],
    start: false,
    steps: [
      { message: 'm', key: 'k' },
      { message: 'm', key: 'k2' },
    ],
    finally: { instances: { p: { ACTIVE: 2 }, q: { ACTIVE: 2 } } },
  },
  {
    name: 'message start: while one runs, what does not wait is lost',
    xml: startedBy('p'),
    start: false,
    steps: [{ message: 'm', key: 'k' }, { message: 'm', key: 'k', ttl: 0 }, { complete: 'tp' }],
    finally: { instances: { p: { COMPLETED: 1, ACTIVE: 0 } } },
  },
  {
    name: 'message start: what waited too long starts nothing',
    xml: startedBy('p'),
    start: false,
    steps: [
      { message: 'm', key: 'k' },
      { message: 'm', key: 'k', ttl: HOUR },
      { advance: 'PT61M' },
      { complete: 'tp' },
    ],
    finally: { instances: { p: { COMPLETED: 1, ACTIVE: 0 } } },
  },
  {
    name: 'message start: two that wait, one after the other',
    xml: startedBy('p'),
    start: false,
    steps: [
      { message: 'm', key: 'k', variables: { n: 1 } },
      { message: 'm', key: 'k', ttl: HOUR, variables: { n: 2 } },
      { message: 'm', key: 'k', ttl: HOUR, variables: { n: 3 } },
      { complete: 'tp', sees: { n: 1 } },
      { complete: 'tp', sees: { n: 2 } },
      { complete: 'tp', sees: { n: 3 } },
    ],
    finally: { instances: { p: { COMPLETED: 3, ACTIVE: 0 } } },
  },
  {
    name: 'message start: the oldest that waits, of whichever name',
    xml: d.definitions(
      d.messageRoot('A', 'a'),
      d.messageRoot('B', 'b'),
      d.process(
        'p',
        d.start('sa', d.message('A')) + d.start('sb', d.message('B')) + d.service('ta') + d.service('tb'),
        d.end('e') + d.end('e2') + d.flows('sa ta e', 'sb tb e2'),
      ),
    ),
    start: false,
    steps: [
      { message: 'a', key: 'k' },
      { message: 'b', key: 'k', ttl: HOUR, variables: { n: 1 } },
      { message: 'a', key: 'k', ttl: HOUR, variables: { n: 2 } },
      { complete: 'ta' },
      { complete: 'tb', sees: { n: 1 } },
      { complete: 'ta', sees: { n: 2 } },
    ],
    finally: { instances: { p: { COMPLETED: 3, ACTIVE: 0 } } },
  },
  {
    name: 'message start: only of the latest version',
    xml: [
      startedBy('p'),
      d.definitions(d.process('p', d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'))),
    ],
    start: false,
    steps: [{ message: 'm', key: 'k' }, { start: 'p' }],
    finally: { instances: { p: { ACTIVE: 1 } } },
  },
  {
    name: 'message start: a message that waits starts no process that comes later',
    xml: d.definitions(d.process('q', d.start('s') + d.end('e') + d.flows('s e'))),
    start: false,
    steps: [
      { message: 'm', key: 'k', ttl: HOUR },
      { deploy: startedBy('p') },
      { message: 'm', key: 'other' },
    ],
    finally: { instances: { p: { ACTIVE: 1 } } },
  },
  {
    name: 'message start: a process that waits for the message is not started by it too',
    xml: of(
      d.start('s', d.message('M')) + d.catcher('c', d.message('M')) + d.service('t') + d.end('e'),
      d.flows('s c t e'),
    ),
    start: false,
    steps: [
      { message: 'm', key: 'k', ttl: HOUR, variables: { key: 'k2' } },
      { message: 'm', key: 'k2', ttl: HOUR },
      { see: true, path: 's c', instances: { p: { ACTIVE: 1 } } },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED', instances: { p: { COMPLETED: 1, ACTIVE: 0 } } },
  },
  {
    name: 'message start beside a none start, and another message start',
    xml: d.definitions(
      d.messageRoot('M', 'm'),
      d.messageRoot('N', 'n'),
      d.process(
        'p',
        d.start('s') + d.start('s1', d.message('M')) + d.start('s2', d.message('N')) + d.end('e'),
        d.flows('s e', 's1 e', 's2 e'),
      ),
    ),
    steps: [
      { message: 'm', key: 'k' },
      { message: 'n', key: 'k' },
    ],
    finally: { state: 'COMPLETED', path: 's e p', instances: { p: { COMPLETED: 3 } } },
  },
];
