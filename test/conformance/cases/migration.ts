/** Migration of a running instance to another definition, and the checks before it. */
import * as d from '../../engine/drawings.ts';
import type { Case, Step } from '../case.ts';
import { simple } from './basics.ts';

const message = d.messageRoot('M', 'm', '=k');
const one = d.flows('s a e');
const line = (...parts: string[]) => simple(d.start('s'), ...parts, d.end('e'));
const to = (...parts: string[]) => d.definitions(d.process('q', ...parts));
const withMessage = (process: string, on: string) =>
  d.definitions(
    message,
    d.process(
      process,
      d.start('s') + d.service(on) + d.boundary('b', on, d.message('M')) + d.end('e') + d.end('be'),
      d.flows(`s ${on} e`, 'b be'),
    ),
  );
const source = line(d.service('a'), one);
const target = to(d.start('s'), d.service('a2'), d.user('u'), d.end('e2'), d.flows('s a2 u e2'));

type Migrate = Extract<Step, { migrate: string }>;
/** What is rejected changes nothing: the old way is gone to its end. */
const rejects = (
  name: string,
  code: string,
  migrate: string,
  mapping: Migrate['mapping'],
  xml = source,
): Case => ({
  name: `migration rejected: ${name}`,
  xml,
  variables: { k: 'x', l: [1] },
  steps: [{ migrate, mapping, rejected: code }, { complete: 'a' }],
  finally: { state: 'COMPLETED', path: 's a e p' },
});

export const migration: Case[] = [
  {
    name: 'migration: a task goes on as another one, with its job and variables, on the new way',
    xml: source,
    variables: { v: 1 },
    steps: [
      { migrate: target, mapping: { a: 'a2' } },
      { see: true, jobs: 'a2:ACTIVATABLE', instances: { p: { ACTIVE: 0 }, q: { ACTIVE: 1 } } },
      { complete: 'a', variables: { r: 2 } },
      { complete: 'user' },
    ],
    finally: { state: 'COMPLETED', path: 's a2 u e2 q', variables: { v: 1, r: 2 } },
  },
  {
    name: 'migration: within a sub-process',
    xml: line(d.sub('g', d.start('gs'), d.service('a'), d.flows('gs a')), d.flows('s g e')),
    steps: [
      {
        migrate: to(
          d.start('s'),
          d.sub('h', d.start('gs'), d.service('a2'), d.service('b2', 'b'), d.flows('gs a2 b2')),
          d.end('e'),
          d.flows('s h e'),
        ),
        mapping: { g: 'h', a: 'a2' },
      },
      { complete: 'a' },
      { complete: 'b' },
    ],
    finally: { state: 'COMPLETED', path: 's gs a2 b2 h e q' },
  },
  {
    name: 'migration: an incident goes along and is resolved on the new way',
    xml: line(d.service('a', 'a', d.mappings([['=assert(gone, gone != null)', 'x']])), one),
    steps: [
      { see: true, incidents: 'IO_MAPPING_ERROR@a' },
      {
        migrate: to(d.start('s'), d.service('a2', 'new'), d.end('e'), d.flows('s a2 e')),
        mapping: { a: 'a2' },
      },
      { resolve: true },
      { complete: 'new' },
    ],
    finally: { state: 'COMPLETED', path: 's a2 e q', incidents: '' },
  },
  {
    name: 'migration: a message boundary event of the new way is waited for',
    xml: source,
    variables: { k: 'x' },
    steps: [
      { migrate: withMessage('q', 'a2'), mapping: { a: 'a2' } },
      { message: 'm', key: 'x' },
    ],
    finally: { state: 'COMPLETED', path: 's b be q', terminated: 'a2' },
  },
  {
    name: 'migration: a message boundary event of the old way is waited for no more',
    xml: withMessage('p', 'a'),
    variables: { k: 'x' },
    steps: [
      { migrate: target, mapping: { a: 'a2' } },
      { message: 'm', key: 'x' },
      { complete: 'a' },
      { complete: 'user' },
    ],
    finally: { state: 'COMPLETED', path: 's a2 u e2 q' },
  },
  {
    name: 'migration: a call goes on with what it called',
    xml: [
      d.definitions(d.process('r', d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9'))),
      line(d.call('a', 'r'), one),
    ],
    steps: [
      {
        migrate: to(d.start('s'), d.call('a2', 'r'), d.service('b'), d.end('e2'), d.flows('s a2 b e2')),
        mapping: { a: 'a2' },
      },
      { complete: 'w', variables: { r: 1 } },
      { complete: 'b', sees: { r: 1 } },
    ],
    finally: { state: 'COMPLETED', path: 's a2 b e2 q', variables: { r: 1 } },
  },
  {
    name: 'migration: a user task, then ended by hand',
    xml: line(d.user('a'), one),
    steps: [
      {
        migrate: to(d.start('s'), d.user('a2'), d.service('b'), d.end('e'), d.flows('s a2 b e')),
        mapping: { a: 'a2' },
      },
      { activate: ['b'], terminate: 'a' },
      { complete: 'b' },
    ],
    finally: { state: 'COMPLETED', path: 's b e q', jobs: 'a2:CANCELED b:COMPLETED' },
  },
  ...[
    { by: 'message', event: d.message('B'), step: { message: 'begin', key: 'x', variables: { n: 1 } } },
    { by: 'signal', event: d.signal('S'), step: { signal: 'go', variables: { n: 1 } } },
  ].map(
    ({ by, event, step }): Case => ({
      name: `migration: an instance that a ${by} started`,
      xml: d.definitions(
        d.messageRoot('B', 'begin') + d.signalRoot('S', 'go'),
        d.process('p', d.start('s', event) + d.service('a') + d.end('e') + one),
      ),
      start: false,
      steps: [step, { migrate: target, mapping: { a: 'a2' } }, { complete: 'a' }, { complete: 'user' }],
      finally: { state: 'COMPLETED', path: 's a2 u e2 q', variables: { n: 1 } },
    }),
  ),
  {
    name: 'migration: an instance that a timer started',
    xml: simple(d.start('s', d.timer('Duration', 'PT1H')), d.service('a'), d.end('e'), one),
    start: false,
    steps: [
      { advance: 'PT1H' },
      { migrate: target, mapping: { a: 'a2' } },
      { complete: 'a' },
      { complete: 'user' },
    ],
    finally: { state: 'COMPLETED', path: 's a2 u e2 q' },
  },
  {
    name: 'migration: to a later version of the same process',
    xml: source,
    steps: [
      {
        migrate: simple(d.start('s') + d.service('a') + d.service('b') + d.end('e') + d.flows('s a b e')),
        mapping: { a: 'a' },
      },
      { complete: 'a' },
      { complete: 'b' },
    ],
    finally: { state: 'COMPLETED', path: 's a b e p' },
  },
  rejects('an active element without a mapping', 'INVALID_STATE', target, {}),
  rejects('another type', 'INVALID_STATE', target, { a: 'u' }),
  rejects('no such source', 'INVALID_ARGUMENT', target, { a: 'a2', none: 'u' }),
  rejects('no such target', 'INVALID_ARGUMENT', target, { a: 'none' }),
  rejects(
    'another scope',
    'INVALID_STATE',
    to(d.start('s'), d.sub('g', d.start('gs'), d.service('a2'), d.flows('gs a2')), d.flows('s g')),
    { a: 'a2' },
  ),
  rejects(
    'a timer at the target',
    'INVALID_STATE',
    to(
      d.start('s') + d.service('a2') + d.boundary('b', 'a2', d.timer('Duration', 'PT1H')) + d.end('e'),
      d.flows('s a2 e', 'b e'),
    ),
    { a: 'a2' },
  ),
  rejects(
    'an event sub-process',
    'INVALID_STATE',
    to(
      d.start('s') + d.service('a2') + d.flows('s a2'),
      d.eventSub('v', d.start('vs', d.timer('Duration', 'PT1H')), d.end('ve'), d.flows('vs ve')),
    ),
    { a: 'a2' },
  ),
  rejects(
    'the same message on both ways',
    'INVALID_STATE',
    withMessage('q', 'a2'),
    { a: 'a2' },
    withMessage('p', 'a'),
  ),
  {
    name: 'migration rejected: a multi-instance',
    xml: line(d.service('a', 'a', '', d.loop({ items: '=[1]' })), one),
    steps: [{ migrate: target, mapping: { a: 'a2' }, rejected: 'INVALID_STATE' }, { complete: 'a' }],
    finally: { state: 'COMPLETED', path: 's a a e p' },
  },
  {
    name: 'migration rejected: a token waits at a join',
    xml: simple(
      d.start('s') + d.parallel('f') + d.service('a') + d.service('b') + d.parallel('j') + d.end('e'),
      d.flows('s f a j e', 'f b j'),
    ),
    steps: [
      { complete: 'b' },
      { migrate: target, mapping: { a: 'a2' }, rejected: 'INVALID_STATE' },
      { complete: 'a' },
    ],
    finally: { state: 'COMPLETED', path: 's f b a j e p' },
  },
];
