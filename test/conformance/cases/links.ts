/** Links: pairs by name in one scope. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

const on = (...body: string[]) => d.definitions(d.process('p', ...body));
const from = (id: string, name = 'l', extra = '') => d.thrower(id, d.link(name, id), extra);
const to = (id: string, name = 'l', extra = '') => d.catcher(id, d.link(name, id), extra);

export const links: Case[] = [
  {
    name: 'link: on at the catch event, without a sequence flow',
    xml: on(d.start('s') + from('i') + to('c') + d.end('e') + d.flows('s i', 'c e')),
    steps: [],
    finally: { state: 'COMPLETED', path: 's i c e p', flows: 's-i c-e' },
  },
  {
    name: 'link: two throw to one',
    xml: on(
      d.start('s') + d.parallel('g') + from('i') + from('k') + to('c') + d.end('e'),
      d.flows('s g i', 'g k', 'c e'),
    ),
    steps: [],
    finally: { state: 'COMPLETED', flows: 's-g g-k g-i c-e c-e' },
  },
  {
    name: 'link: two pairs, each by its name',
    xml: on(
      d.start('s') + from('i', 'a') + to('c', 'b') + d.end('e') + to('k', 'a') + from('j', 'b'),
      d.flows('s i', 'k j', 'c e'),
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's i k j c e p' },
  },
  {
    name: 'link: in a sub-process',
    xml: on(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') + from('i') + to('c') + d.service('t') + d.end('e2') + d.flows('s2 i', 'c t e2'),
        ) +
        d.end('e') +
        d.flows('s sp e'),
    ),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's s2 i c t e2 sp e p' },
  },
  {
    name: 'link: back to before',
    xml: on(
      d.start('s') + d.exclusive('m') + d.script('n', '=n + 1', 'n') + d.exclusive('g', 'g-i') + d.end('e'),
      from('i') + to('c') + d.flows('s m n g', 'c m') + d.flow('g', 'e', '=n > 2') + d.flow('g', 'i'),
    ),
    variables: { n: 0 },
    steps: [],
    finally: { state: 'COMPLETED', path: 's m n g i c m n g i c m n g e p', variables: { n: 3 } },
  },
  {
    name: 'link: output mappings on both ends',
    xml: on(
      d.start('s') +
        from('i', 'l', d.mappings([], [['=1', 'a']])) +
        to('c', 'l', d.mappings([], [['=a + 1', 'b']])) +
        d.end('e') +
        d.flows('s i', 'c e'),
    ),
    steps: [],
    finally: { state: 'COMPLETED', variables: { a: 1, b: 2 } },
  },
  {
    name: 'link: a failing mapping is an incident; resolved, it goes on at the catch',
    xml: on(
      d.start('s') +
        from('i', 'l', d.mappings([], [['=assert(x, x != null)', 'a']])) +
        to('c') +
        d.end('e') +
        d.flows('s i', 'c e'),
    ),
    steps: [
      { see: true, path: 's', incidents: 'IO_MAPPING_ERROR@i' },
      { set: 'p', variables: { x: 1 } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', path: 's i c e p', variables: { a: 1, x: 1 } },
  },
  {
    name: 'link: the catch is reached by a flow too',
    xml: on(d.start('s') + d.parallel('g') + from('i') + to('c') + d.end('e') + d.flows('s g c e', 'g i')),
    steps: [],
    finally: { state: 'COMPLETED', flows: 's-g g-i g-c c-e c-e' },
  },
  {
    name: 'link: a flow drawn out of the throwing event is not taken',
    xml: on(d.start('s') + from('i') + to('c') + d.service('t') + d.end('e') + d.flows('s i t e', 'c e')),
    steps: [],
    finally: { state: 'COMPLETED', path: 's i c e p', jobs: '' },
  },
  {
    name: 'link: into a call and a task, cancelled there',
    xml: on(d.start('s') + from('i') + to('c') + d.service('t') + d.end('e') + d.flows('s i', 'c t e')),
    steps: [{ cancel: true }],
    finally: { state: 'TERMINATED', path: 's i c', terminated: 't p' },
  },
];
