/** Escalations: thrown, caught with and without code, out of scopes and calls, unheard. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

const C = d.escalationRoot('C', 'c1');
const C2 = d.escalationRoot('C2', 'c2');
const of = (...body: string[]) => d.definitions(C, C2, d.process('p', ...body));
const esc = d.escalation('C');
const thrown = (ev = esc) =>
  d.start('s2') + d.thrower('i', ev) + d.service('t') + d.end('e2') + d.flows('s2 i t e2');
/** s → sub-process sp → e, with `rest`; its boundary events lead to ends of their own. */
const around = (inner: string, rest: string, ...flows: string[]) =>
  of(d.start('s') + d.sub('sp', inner) + rest + d.end('e') + d.flows('s sp e', ...flows));
const b = (id: string, ev: string, cancel = true, extra = '') =>
  d.boundary(id, 'sp', ev, cancel, extra) + d.end(`x${id}`);
const handler = (ev: string, interrupting: boolean) =>
  d.eventSub(
    'es',
    d.start('s3', ev, `isInterrupting="${interrupting}"`) + d.service('h') + d.end('e3') + d.flows('s3 h e3'),
  );

export const escalations: Case[] = [
  {
    name: 'escalation boundary interrupts',
    xml: around(thrown(), b('b', esc), 'b xb'),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 b xb p', terminated: 'i sp' },
  },
  {
    name: 'escalation boundary beside: the thrower goes on',
    xml: around(thrown(), b('b', esc, false), 'b xb'),
    steps: [{ see: true, path: 's s2 b i xb' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's s2 b i xb t e2 sp e p' },
  },
  {
    name: 'escalation boundary without a code catches all',
    xml: around(thrown(d.escalation('C2')), b('b', d.escalation()), 'b xb'),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 b xb p' },
  },
  {
    name: 'escalation: the very code before the catch-all',
    xml: around(thrown(), b('a', d.escalation(), false) + b('b', esc, false), 'a xa', 'b xb'),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's s2 b i xb t e2 sp e p' },
  },
  {
    name: 'escalation: another code is unheard, and all goes on',
    xml: around(thrown(d.escalation('C2')), b('b', esc), 'b xb'),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's s2 i t e2 sp e p', incidents: '', terminated: '' },
  },
  {
    name: 'escalation: nobody there',
    xml: of(d.start('s') + d.thrower('i', esc) + d.end('e', d.escalation('C2')) + d.flows('s i e')),
    steps: [],
    finally: { state: 'COMPLETED', path: 's i e p', incidents: '' },
  },
  {
    name: 'escalation end event interrupts',
    xml: around(d.start('s2') + d.end('e2', esc) + d.flows('s2 e2'), b('b', esc), 'b xb'),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 b xb p', terminated: 'e2 sp' },
  },
  {
    name: 'escalation end event beside',
    xml: around(d.start('s2') + d.end('e2', esc) + d.flows('s2 e2'), b('b', esc, false), 'b xb'),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 b e2 xb sp e p' },
  },
  {
    name: 'escalation ends what runs beside the thrower',
    xml: around(
      d.start('s2') +
        d.parallel('g') +
        d.service('t') +
        d.service('u') +
        d.end('e2') +
        d.end('e4', esc) +
        d.flows('s2 g t e2', 'g u e4'),
      b('b', esc),
      'b xb',
    ),
    steps: [{ complete: 'u' }],
    finally: { state: 'COMPLETED', path: 's s2 g u b xb p', jobs: 't:CANCELED u:COMPLETED' },
  },
  {
    name: 'escalation event sub-process interrupts',
    xml: of(
      d.start('s') + d.thrower('i', esc) + d.service('t') + d.end('e') + d.flows('s i t e'),
      handler(esc, true),
    ),
    steps: [{ complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 'i' },
  },
  {
    name: 'escalation event sub-process beside',
    xml: of(
      d.start('s') + d.thrower('i', esc) + d.service('t') + d.end('e') + d.flows('s i t e'),
      handler(esc, false),
    ),
    steps: [{ complete: 'h' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's i s3 h e3 es t e p' },
  },
  {
    name: 'escalation event sub-process without a code',
    xml: of(
      d.start('s') + d.thrower('i', d.escalation('C2')) + d.service('t') + d.end('e') + d.flows('s i t e'),
      handler(d.escalation(), true),
    ),
    steps: [{ complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s3 h e3 es p', terminated: 'i' },
  },
  {
    name: 'escalation: the event sub-process inside before the boundary around',
    xml: around(thrown() + handler(esc, false), b('b', esc), 'b xb'),
    steps: [{ complete: 't' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', path: 's s2 i s3 t e2 h e3 es sp e p' },
  },
  {
    name: 'escalation goes out of two scopes',
    xml: around(
      d.start('s2') +
        d.sub('in', d.start('s4') + d.end('e4', esc) + d.flows('s4 e4')) +
        d.end('e2') +
        d.flows('s2 in e2'),
      b('b', esc),
      'b xb',
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 s4 b xb p', terminated: 'e4 in sp' },
  },
  {
    name: 'escalation: code by expression',
    xml: d.definitions(
      C,
      d.escalationRoot('X', '="c" + string(n)'),
      d.process(
        'p',
        d.start('s') + d.sub('sp', thrown(d.escalation('X'))) + b('b', esc) + d.end('e'),
        d.flows('s sp e', 'b xb'),
      ),
    ),
    variables: { n: 1 },
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 b xb p' },
  },
  {
    name: 'escalation: a code that is no text is an incident',
    xml: d.definitions(
      d.escalationRoot('X', '=n'),
      d.process('p', d.start('s') + d.thrower('i', d.escalation('X')) + d.end('e') + d.flows('s i e')),
    ),
    variables: { n: 1 },
    steps: [
      { see: true, path: 's', incidents: 'EXTRACT_VALUE_ERROR@i' },
      { set: 'p', variables: { n: 'c1' } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', path: 's i e p' },
  },
  {
    name: 'escalation: output mappings of thrower and catcher',
    xml: around(
      d.start('s2') + d.thrower('i', esc, d.mappings([], [['=1', 'a']])) + d.end('e2') + d.flows('s2 i e2'),
      b('b', esc, false, d.mappings([], [['=2', 'c']])),
      'b xb',
    ),
    steps: [],
    finally: { state: 'COMPLETED', variables: { a: 1, c: 2 } },
  },
  ...[true, false].map(
    (cancel): Case => ({
      name: `escalation out of a call, ${cancel ? 'interrupting' : 'beside'}`,
      xml: [
        d.definitions(
          C,
          d.process(
            'q',
            d.start('s9') + d.thrower('i9', esc) + d.service('w') + d.end('e9') + d.flows('s9 i9 w e9'),
          ),
        ),
        of(
          d.start('s') + d.call('c', 'q') + d.boundary('b', 'c', esc, cancel) + d.end('e') + d.end('x'),
          d.flows('s c e', 'b x'),
        ),
      ],
      steps: cancel ? [] : [{ see: true, path: 's b x' }, { complete: 'w' }],
      finally: cancel
        ? { state: 'COMPLETED', path: 's b x p', terminated: 'c', instances: { q: { TERMINATED: 1 } } }
        : { state: 'COMPLETED', path: 's b x c e p', called: { q: 's9 i9 w e9 q' } },
    }),
  ),
  {
    name: 'escalation out of a call to the event sub-process of the caller',
    xml: [
      d.definitions(C, d.process('q', d.start('s9') + d.end('e9', esc) + d.flows('s9 e9'))),
      of(d.start('s') + d.call('c', 'q') + d.end('e') + d.flows('s c e'), handler(esc, true)),
    ],
    steps: [{ complete: 'h' }],
    finally: {
      state: 'COMPLETED',
      path: 's s3 h e3 es p',
      terminated: 'c',
      instances: { q: { TERMINATED: 1 } },
    },
  },
  {
    name: 'escalation from each instance of a multi-instance sub-process',
    xml: of(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') + d.thrower('i', esc) + d.end('e2') + d.flows('s2 i e2'),
          d.loop({ items: '=[1,2]' }),
        ) +
        b('b', esc, false) +
        d.end('e') +
        d.flows('s sp e', 'b xb'),
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 s2 b i b i xb e2 xb e2 sp sp sp e p' },
  },
  {
    name: 'escalation from a multi-instance sub-process ends all of it',
    xml: of(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') + d.service('t') + d.thrower('i', esc) + d.end('e2') + d.flows('s2 t i e2'),
          d.loop({ items: '=[1,2]' }),
        ) +
        b('b', esc) +
        d.end('e') +
        d.flows('s sp e', 'b xb'),
    ),
    steps: [{ complete: 't' }],
    finally: { state: 'COMPLETED', path: 's s2 s2 t b xb p', jobs: 't:CANCELED t:COMPLETED' },
  },
  {
    name: 'escalation from an interrupting event sub-process: caught on the same scope',
    xml: around(
      d.start('s2') +
        d.service('t') +
        d.end('e2') +
        d.flows('s2 t e2') +
        d.eventSub('es', d.start('s3', d.error()) + d.thrower('i', esc) + d.end('e3') + d.flows('s3 i e3')),
      b('b', esc, false),
      'b xb',
    ),
    steps: [{ throws: 't', code: 'any' }],
    finally: { state: 'COMPLETED', path: 's s2 s3 b i xb e3 es sp e p' },
  },
  {
    name: 'escalation from an interrupting event sub-process: unheard further out',
    xml: of(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s5') +
            d.sub(
              'in',
              d.start('s2') +
                d.service('t') +
                d.end('e2') +
                d.flows('s2 t e2') +
                d.eventSub(
                  'es',
                  d.start('s3', d.error()) + d.thrower('i', esc) + d.end('e3') + d.flows('s3 i e3'),
                ),
            ) +
            d.end('e5') +
            d.flows('s5 in e5'),
        ) +
        b('b', esc, false) +
        d.end('e') +
        d.flows('s sp e', 'b xb'),
    ),
    steps: [{ throws: 't', code: 'any' }],
    finally: { state: 'COMPLETED', path: 's s5 s2 s3 i e3 es in e5 sp e p' },
  },
  {
    name: 'escalation from a beside event sub-process goes further out',
    xml: of(
      d.start('s') +
        d.sub(
          'sp',
          d.start('s2') +
            d.thrower('i', esc) +
            d.end('e2') +
            d.flows('s2 i e2') +
            d.eventSub(
              'es',
              d.start('s3', esc, 'isInterrupting="false"') +
                d.thrower('i3', d.escalation('C2')) +
                d.end('e3') +
                d.flows('s3 i3 e3'),
            ),
        ) +
        b('b', d.escalation('C2'), false) +
        d.end('e') +
        d.flows('s sp e', 'b xb'),
    ),
    steps: [],
    finally: { state: 'COMPLETED', path: 's s2 i e2 s3 b i3 xb e3 es sp e p' },
  },
];
