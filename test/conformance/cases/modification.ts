/** Modification of a running instance, and starts at any element: what is done, and what is refused. */
import * as d from '../../engine/drawings.ts';
import type { Case, Step } from '../case.ts';
import { simple } from './basics.ts';

const M = d.messageRoot('M', 'm', '=key');
const line = simple(d.start('s') + d.service('a') + d.service('b') + d.end('e') + d.flows('s a b e'));
const inner = (id: string, task: string, extra = '') =>
  d.sub(id, d.start(`${id}s`), d.service(task), d.end(`${id}e`), d.flows(`${id}s ${task} ${id}e`), extra);
/** a → sp(t) → e, and nothing in sp is active. */
const withSub = (sub = inner('sp', 't')) =>
  simple(d.start('s') + d.service('a') + sub + d.end('e') + d.flows('s a sp e'));
const gateway = d.definitions(
  M,
  d.process(
    'p',
    d.start('s') + d.service('a') + d.el('eventBasedGateway', 'g') + d.catcher('c', d.message('M')),
    d.catcher('w', d.timer('Duration', 'PT1H')) + d.end('e') + d.end('x') + d.flows('s a g c e', 'g w x'),
  ),
);
const parallelSubs = simple(
  d.start('s') + d.parallel('f') + d.service('go') + inner('sp', 't') + d.end('e') + d.end('x'),
  d.flows('s f go sp e', 'f sp', 'sp x'),
);
/** w → sp(x → y) → e; sp waits for a message by a variable that is not there yet. */
const deaf = d.definitions(
  d.messageRoot('N', 'm', '=other'),
  d.process(
    'p',
    d.start('s') + d.service('w') + d.boundary('b', 'sp', d.message('N')) + d.end('e') + d.end('e2'),
    d.sub('sp', d.start('is') + d.service('x') + d.service('y') + d.end('ie') + d.flows('is x y ie')),
    d.flows('s w sp e', 'b e2'),
  ),
);
/** What is refused changes nothing: the old way is gone to its end. */
const rejects = (name: string, xml: string | string[], step: Step, code = 'INVALID_ARGUMENT'): Case => ({
  name: `modify rejected: ${name}`,
  xml,
  variables: { key: 'k' },
  steps: [{ ...step, rejected: code }],
  finally: { state: 'ACTIVE', path: 's', terminated: '', incidents: '' },
});

export const modification: Case[] = [
  {
    name: 'modify: into a sub-process that is not active, which becomes so without its start event',
    xml: withSub(),
    steps: [{ activate: ['t'], terminate: 'a' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's t spe sp e p', terminated: 'a' },
  },
  {
    name: 'modify: into a sub-process that is active',
    xml: withSub(),
    steps: [
      { complete: 'a' },
      { activate: ['t'] },
      { complete: 't' },
      { see: true, state: 'ACTIVE' },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED', path: 's a sps t spe t spe sp e p' },
  },
  {
    name: 'modify: two elements at once into one new sub-process',
    xml: withSub(),
    steps: [{ activate: ['t', 'spe'] }, { complete: 'a' }],
    finally: { state: 'ACTIVE', path: 's spe a sps' },
  },
  {
    name: 'modify: a sub-process as such begins at its start event',
    xml: withSub(),
    steps: [{ activate: ['sp'], terminate: 'a' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's sps t spe sp e p' },
  },
  {
    name: 'modify: the sub-process is activated with its event sub-process listening',
    xml: d.definitions(
      M,
      d.process(
        'p',
        d.start('s') +
          d.service('a') +
          inner('sp', 't', d.eventSub('es', d.start('s3', d.message('M')), d.end('e3'), d.flows('s3 e3'))) +
          d.end('e') +
          d.flows('s a sp e'),
      ),
    ),
    variables: { key: 'k' },
    steps: [
      { activate: ['t'], terminate: 'a' },
      { message: 'm', key: 'k' },
    ],
    finally: { state: 'COMPLETED', path: 's s3 e3 es sp e p', terminated: 'a t' },
  },
  {
    name: 'modify: variables of the instance and of a scope that is made',
    xml: withSub(),
    steps: [
      { activate: ['t'], variables: { l: 1 }, scope: 'sp', terminate: 'a' },
      { complete: 't', sees: { l: 1 } },
    ],
    finally: { state: 'COMPLETED', variables: {}, locals: { 'sp.l': 1 } },
  },
  {
    name: 'modify: variables of a scope that is active',
    xml: withSub(),
    steps: [
      { complete: 'a' },
      { activate: ['t'], variables: { l: 1 }, scope: 'sp', terminate: 't' },
      { complete: 't', sees: { l: 1 } },
    ],
    finally: { state: 'COMPLETED', variables: {}, locals: { 'sp.l': 1 } },
  },
  {
    name: 'modify: variables of the element itself',
    xml: line,
    steps: [
      { activate: ['b'], variables: { l: 1 }, scope: 'b', terminate: 'a' },
      { complete: 'b', sees: { l: 1 } },
    ],
    finally: { state: 'COMPLETED', path: 's b e p', variables: {}, locals: { 'b.l': 1 } },
  },
  {
    name: 'modify: in the scope that is named, of two',
    xml: parallelSubs,
    steps: [
      { complete: 'go' },
      { activate: ['t'], rejected: 'INVALID_ARGUMENT' },
      { activate: ['t'], in: 'sp' },
      { complete: 't' },
      { complete: 't' },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'modify: the instance as the scope makes a second sub-process',
    xml: withSub(),
    steps: [{ complete: 'a' }, { activate: ['t'], in: 'p' }, { complete: 't' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's a sps t spe sp e t spe sp e p' },
  },
  {
    name: 'modify: nothing active is left, the instance is ended',
    xml: line,
    steps: [{ terminate: 'a' }],
    finally: { state: 'TERMINATED', path: 's', terminated: 'a p' },
  },
  {
    name: 'modify: the last of a sub-process goes, the sub-process goes, and the instance with it',
    xml: withSub(),
    steps: [{ complete: 'a' }, { terminate: 't' }],
    finally: { state: 'TERMINATED', path: 's a sps', terminated: 't sp p' },
  },
  {
    name: 'modify: a sub-process is ended with what is in it',
    xml: withSub(),
    steps: [{ complete: 'a' }, { activate: ['a'], terminate: 'sp' }, { complete: 'a' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's a sps a sps t spe sp e p', terminated: 't sp' },
  },
  {
    name: 'modify: the instance itself is ended',
    xml: line,
    steps: [{ terminate: 'p' }],
    finally: { state: 'TERMINATED', path: 's', terminated: 'a p' },
  },
  {
    name: 'modify: a call is ended with what it called',
    xml: [
      simple(d.start('s') + d.call('c', 'q') + d.service('b') + d.end('e') + d.flows('s c b e')),
      d.definitions(d.process('q', d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9'))),
    ],
    steps: [
      {
        deploy: d.definitions(
          d.process('q', d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9')),
        ),
      },
      { activate: ['b'], terminate: 'c' },
      { complete: 'b' },
    ],
    finally: {
      state: 'COMPLETED',
      path: 's b e p',
      terminated: 'c',
      instances: { q: { TERMINATED: 1, ACTIVE: 0 } },
    },
  },
  {
    name: 'modify: an element in an incident is begun anew',
    xml: simple(
      d.start('s') +
        d.service('a', 'a', d.mappings([['=assert(x, x != null)', 'l']])) +
        d.end('e') +
        d.flows('s a e'),
    ),
    steps: [
      { see: true, incidents: 'IO_MAPPING_ERROR@a' },
      { activate: ['a'], variables: { x: 1 } },
      { complete: 'a', sees: { x: 1, l: 1 } },
      { see: true, state: 'ACTIVE' },
      { resolve: true },
      { complete: 'a' },
    ],
    finally: { state: 'COMPLETED', path: 's a e a e p' },
  },
  {
    name: 'modify: a gateway is passed, an end event ends',
    xml: simple(
      d.start('s') + d.service('a') + d.exclusive('g', 'g-e') + d.end('e') + d.end('x') + d.flow('s', 'a'),
      d.flow('a', 'g') + d.flow('g', 'x', '=n > 1') + d.flow('g', 'e'),
    ),
    steps: [{ activate: ['g', 'x'], variables: { n: 2 }, terminate: 'a' }],
    finally: { state: 'COMPLETED', path: 's g x x p', terminated: 'a' },
  },
  {
    name: 'modify: a multi-instance as such',
    xml: simple(
      d.start('s') +
        d.service('a') +
        d.service('t', 't', '', d.loop({ items: '=[1,2]' })) +
        d.end('e') +
        d.flows('s a t e'),
    ),
    steps: [{ activate: ['t'], terminate: 'a' }, { complete: 't' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's t t t e p' },
  },
  ...[true, false].flatMap((sequential): Case[] => {
    const xml = simple(
      d.start('s') +
        d.service(
          't',
          't',
          '',
          d.loop({ sequential, items: '=[1,2,3]', into: 'r', output: '=loopCounter' }),
        ) +
        d.end('e') +
        d.flows('s t e'),
    );
    const kind = sequential ? 'sequential' : 'parallel';
    return [
      {
        name: `modify: a ${kind} multi-instance is ended`,
        xml,
        steps: [{ complete: 't' }, { terminate: 't' }],
        finally: { state: 'TERMINATED', path: 's t', terminated: sequential ? 't t p' : 't t t p' },
      },
      {
        name: `modify: one of a ${kind} multi-instance is ended after one is done`,
        xml,
        steps: [{ complete: 't' }, { terminate: 't#1' }],
        finally: { state: sequential ? 'TERMINATED' : 'ACTIVE', path: 's t' },
      },
      {
        name: `modify: the first of a ${kind} multi-instance is ended`,
        xml,
        steps: [{ terminate: 't#1' }],
        finally: { state: sequential ? 'TERMINATED' : 'ACTIVE', path: 's' },
      },
    ];
  }),
  {
    name: 'modify: the last of a parallel multi-instance is ended after the others are done',
    xml: simple(
      d.start('s') +
        d.service('t', 't', '', d.loop({ items: '=[1,2]', into: 'r', output: '=loopCounter' })) +
        d.end('e') +
        d.flows('s t e'),
    ),
    steps: [{ complete: 't' }, { terminate: 't#1' }],
    finally: { state: 'TERMINATED', path: 's t', terminated: 't t p', variables: {} },
  },
  {
    name: 'modify: in a scope that was interrupted, which goes on beside what interrupted it',
    xml: d.definitions(
      M,
      d.process(
        'p',
        d.start('s') + d.service('a') + d.service('b') + d.end('e') + d.flows('s a b e'),
        d.eventSub('es', d.start('s3', d.message('M')) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
      ),
    ),
    variables: { key: 'k' },
    steps: [{ message: 'm', key: 'k' }, { activate: ['b'] }, { complete: 'h' }, { complete: 'b' }],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es b e p' },
  },
  {
    name: 'modify: what was called cannot be ended by itself',
    xml: [
      d.definitions(d.process('p', d.start('s') + d.service('a') + d.end('e') + d.flows('s a e'))),
      d.definitions(
        d.messageRoot('M', 'go'),
        d.process('q', d.start('s9', d.message('M')) + d.call('c', 'p') + d.end('e9') + d.flows('s9 c e9')),
      ),
    ],
    start: false,
    steps: [
      { message: 'go', key: 'k' },
      { terminate: 'a', rejected: 'INVALID_ARGUMENT' },
      { activate: ['a'], terminate: 'a' },
      { complete: 'a' },
    ],
    finally: { state: 'COMPLETED', path: 's a e p', terminated: 'a' },
  },
  {
    name: 'modify: an event sub-process by its element',
    xml: d.definitions(
      M,
      d.process(
        'p',
        d.start('s') + d.service('a') + d.end('e') + d.flows('s a e'),
        d.eventSub('es', d.start('s3', d.message('M')) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
      ),
    ),
    variables: { key: 'k' },
    steps: [{ activate: ['h'], terminate: 'a' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's h e3 es p', terminated: 'a' },
  },
  {
    name: 'modify: a parallel join takes the token it is given',
    xml: simple(
      d.start('s') + d.parallel('f') + d.service('a') + d.service('b') + d.parallel('j') + d.end('e'),
      d.flows('s f a j e', 'f b j'),
    ),
    steps: [{ activate: ['j'], terminate: 'a' }, { see: true, path: 's f j e' }, { complete: 'b' }],
    finally: { state: 'ACTIVE' },
  },
  ...Object.entries({
    'a start event': [line, 's'],
    'an event behind an event-based gateway': [gateway, 'c'],
    nobody: [line, 'nobody'],
  }).map(
    ([name, [xml, id]]): Case => ({
      name: `start at rejected: ${name}`,
      xml: xml!,
      start: false,
      steps: [{ start: 'p', at: id!, rejected: 'INVALID_ARGUMENT' }],
      finally: { instances: { p: { ACTIVE: 0 } } },
    }),
  ),
  rejects('a start event', line, { activate: ['s'] }),
  rejects('the process', line, { activate: ['p'] }),
  rejects('a sequence flow', line, { activate: ['s-a'] }),
  rejects(
    'a boundary event',
    simple(
      d.start('s') +
        d.service('a') +
        d.boundary('b', 'a', d.timer('Duration', 'PT1H')) +
        d.end('e') +
        d.flows('s a e', 'b e'),
    ),
    { activate: ['b'] },
  ),
  rejects('an event behind an event-based gateway', gateway, { activate: ['c'] }),
  rejects(
    'inside a multi-instance',
    simple(
      d.start('s') +
        d.service('a') +
        d.sub('sp', d.start('s2'), d.service('t'), d.flows('s2 t'), d.loop({ items: '=[1]' })) +
        d.flows('s a sp'),
    ),
    { activate: ['t'] },
  ),
  rejects('variables of a scope that is not there', line, {
    activate: ['b'],
    variables: { x: 1 },
    scope: 'nobody',
  }),
  rejects('variables of a scope that is another’s', withSub(), {
    activate: ['a'],
    variables: { x: 1 },
    scope: 'sp',
  }),
  rejects('a scope that is none of the element’s', line, { activate: ['b'], in: 'a' }),
  rejects('a scope that cannot listen', deaf, { activate: ['y'] }),
  {
    name: 'modify: a scope listens by the variables of the instruction',
    xml: deaf,
    steps: [
      { activate: ['y'], variables: { other: 'k' } },
      { see: true, incidents: '' },
      { message: 'm', key: 'k' },
    ],
    finally: { state: 'ACTIVE', path: 's b e2', terminated: 'y sp', jobs: 'w:ACTIVATABLE y:CANCELED' },
  },
  {
    name: 'start at rejected: a scope that cannot listen',
    xml: deaf,
    start: false,
    steps: [
      { start: 'p', at: 'y', rejected: 'INVALID_ARGUMENT' },
      { start: 'p', at: 'y', variables: { other: 'k' } },
    ],
    finally: { state: 'ACTIVE', jobs: 'y:ACTIVATABLE', instances: { p: { ACTIVE: 1 } } },
  },
  {
    name: 'start at: into a sub-process',
    xml: withSub(),
    startAt: ['t'],
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 't spe sp e p' },
  },
  {
    name: 'start at: two elements',
    xml: line,
    startAt: ['a', 'b'],
    steps: [{ complete: 'b' }, { complete: 'a' }, { complete: 'b' }],
    finally: { state: 'COMPLETED', path: 'b e a b e p' },
  },
  {
    name: 'start at: a multi-instance',
    xml: simple(
      d.start('s') + d.service('t', 't', '', d.loop({ items: '=[1,2]' })) + d.end('e') + d.flows('s t e'),
    ),
    startAt: ['t'],
    steps: [{ complete: 't' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 't t t e p' },
  },
];
