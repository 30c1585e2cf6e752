/** What holds for each kind of activity: multi-instance until a condition, boundary events, call propagation, terminate in a scope. */

import { decision, dmn, literal } from '../../engine/decision-drawings.ts';
import * as d from '../../engine/drawings.ts';
import type { Case, Step } from '../case.ts';

const M = d.messageRoot('M', 'm', '=string(n)');
const S = d.signalRoot('S', 'sig');
const one = (activity: string) =>
  d.definitions(M, S, d.process('p', d.start('s') + activity + d.end('e') + d.flows('s t e')));
const q = d.definitions(d.process('q', d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9')));
const into = (xml: string, tag: string, part: string) =>
  xml.replace(`</bpmn:${tag}>`, `${part}</bpmn:${tag}>`);
const type = d.ext('<zeebe:taskDefinition type="t"/>');

/** Each activity as `t`, with what is put into it; how one instance of it is done; what it shows in the path when it is. */
const ACTIVITIES: Record<
  string,
  { xml: (part: string) => string | string[]; does: (n: number) => Step[]; path: string }
> = {
  'service task': { xml: (p) => one(d.service('t', 't', '', p)), does: () => [{ complete: 't' }], path: 't' },
  'user task': { xml: (p) => one(d.user('t', '', p)), does: () => [{ complete: 'user' }], path: 't' },
  'send task': {
    xml: (p) => one(d.el('sendTask', 't', type + p)),
    does: () => [{ complete: 't' }],
    path: 't',
  },
  'script with a job': {
    xml: (p) => one(d.el('scriptTask', 't', type + p)),
    does: () => [{ complete: 't' }],
    path: 't',
  },
  'rule with a job': {
    xml: (p) => one(d.el('businessRuleTask', 't', type + p)),
    does: () => [{ complete: 't' }],
    path: 't',
  },
  script: {
    xml: (p) => one(into(d.script('t', '=n * 10', 'r'), 'scriptTask', p)),
    does: () => [],
    path: 't',
  },
  decision: {
    xml: (p) => [
      dmn(decision('dec', literal('n * 10'))),
      one(
        d.el(
          'businessRuleTask',
          't',
          d.ext('<zeebe:calledDecision decisionId="dec" resultVariable="r"/>') + p,
        ),
      ),
    ],
    does: () => [],
    path: 't',
  },
  'manual task': { xml: (p) => one(d.el('manualTask', 't', p)), does: () => [], path: 't' },
  'undefined task': { xml: (p) => one(d.el('task', 't', p)), does: () => [], path: 't' },
  'receive task': {
    xml: (p) => one(d.el('receiveTask', 't', p, 'messageRef="M"')),
    does: (n) => [{ message: 'm', key: String(n) }],
    path: 't',
  },
  call: {
    xml: (p) => [q, one(into(d.call('t', 'q'), 'callActivity', p))],
    does: () => [{ complete: 'w' }],
    path: 't',
  },
  'sub-process': {
    xml: (p) => one(d.sub('t', d.start('s2'), d.service('w'), d.end('e2'), d.flows('s2 w e2'), p)),
    does: () => [{ complete: 'w' }],
    path: 'w e2 t',
  },
};

export const everyActivity: Case[] = Object.entries(ACTIVITIES).flatMap(([name, { xml, does, path }]) =>
  [true, false].map((sequential): Case => {
    // What waits for nothing is done everywhere before the condition can end it.
    const all = !sequential && !does(1).length;
    const until = { items: '=[1,2,3,4]', element: 'n', into: 'out', output: '=n', until: '=n = 2' };
    const writesMore = ['call', 'script', 'decision'].includes(name);
    return {
      name: `${sequential ? 'sequential' : 'parallel'} multi-instance until a condition: ${name}`,
      xml: xml(d.loop({ sequential, ...until })),
      steps: [...does(1), ...does(2)],
      finally: {
        state: 'COMPLETED',
        ...(path === 't' && { path: all ? 's t t t t t e p' : 's t t t e p' }),
        incidents: '',
        ...(!writesMore && { variables: { out: all ? [1, 2, 3, 4] : [1, 2, null, null] } }),
      },
    };
  }),
);

const line = (...parts: string[]) => d.definitions(S, d.process('p', ...parts));
const w = (id: string, ...more: string[]) =>
  d.definitions(S, d.process(id, d.start('s9') + d.service('w') + d.end('e9') + d.flows('s9 w e9'), ...more));

export const nested: Case[] = [
  {
    name: 'multi-instance: the numbers that a completion condition sees',
    xml: one(
      d.service(
        't',
        't',
        '',
        d.loop({
          items: '=[1,2,3,4]',
          until:
            '=numberOfInstances = 4 and numberOfActiveInstances = 2 and numberOfCompletedInstances = 2 and numberOfTerminatedInstances = 0',
        }),
      ),
    ),
    steps: [{ complete: 't' }, { see: true, state: 'ACTIVE' }, { complete: 't' }],
    finally: {
      state: 'COMPLETED',
      path: 's t t t e p',
      jobs: 't:CANCELED t:CANCELED t:COMPLETED t:COMPLETED',
    },
  },
  {
    name: 'multi-instance: the numbers of a sequential one',
    xml: one(
      d.service(
        't',
        't',
        '',
        d.loop({
          sequential: true,
          items: '=[1,2,3,4]',
          until: '=numberOfInstances = 2 and numberOfCompletedInstances = 2 and numberOfActiveInstances = 0',
        }),
      ),
    ),
    steps: [{ complete: 't' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's t t t e p' },
  },
  {
    name: 'multi-instance in a multi-instance',
    xml: one(
      d.sub(
        't',
        d.start('s2') +
          d.service('w', 'w', '', d.loop({ items: '=list', element: 'i', into: 'r', output: '=i * 10' })),
        d.end('e2') + d.flows('s2 w e2'),
        d.loop({ items: '=[[1,2],[3]]', element: 'list', into: 'out', output: '=r' }),
      ),
    ),
    steps: [{ complete: 'w' }, { complete: 'w' }, { complete: 'w' }],
    finally: { state: 'COMPLETED', variables: { out: [[10, 20], [30]] } },
  },
  {
    name: 'multi-instance: an event sub-process in one of them',
    xml: one(
      d.sub(
        't',
        d.start('s2') + d.service('w') + d.end('e2') + d.flows('s2 w e2'),
        d.eventSub('es', d.start('s3', d.error()) + d.service('h') + d.end('e3') + d.flows('s3 h e3')),
        d.loop({ items: '=[1,2]', element: 'n', into: 'out', output: '=x' }),
      ),
    ),
    steps: [{ throws: 'w', code: 'any', variables: { x: 5 } }, { complete: 'w' }, { complete: 'h' }],
    finally: { state: 'COMPLETED', variables: { out: [5, null] } },
  },
  {
    name: 'multi-instance: an output that fails is an incident of that one',
    xml: one(
      d.service(
        't',
        't',
        '',
        d.loop({ items: '=[1,2]', element: 'n', into: 'out', output: '=assert(x, x != null)' }),
      ),
    ),
    steps: [
      { complete: 't', variables: { x: 1 } },
      { see: true, incidents: '' },
    ],
    finally: { state: 'ACTIVE', path: 's t' },
  },
  {
    name: 'multi-instance: no input element, no output',
    xml: one(d.service('t', 't', '', d.loop({ items: '=["a","b"]' }))),
    steps: [
      { complete: 't', sees: { loopCounter: 1 } },
      { complete: 't', sees: { loopCounter: 2 } },
    ],
    finally: { state: 'COMPLETED', variables: {} },
  },
  {
    name: 'multi-instance: a signal beside it, once for all',
    xml: line(
      d.start('s') +
        d.service('t', 't', '', d.loop({ items: '=[1,2]' })) +
        d.boundary('b', 't', d.signal('S'), false),
      d.end('e') + d.end('x') + d.flows('s t e', 'b x'),
    ),
    steps: [{ signal: 'sig' }, { complete: 't' }, { complete: 't' }],
    finally: { state: 'COMPLETED', path: 's b x t t t e p' },
  },
  {
    name: 'terminate end event in one of a multi-instance ends only that',
    xml: one(
      d.sub(
        't',
        d.start('s2') + d.parallel('f') + d.service('v') + d.service('w') + d.end('e2', d.terminate),
        d.flows('s2 f w e2', 'f v'),
        d.loop({ items: '=[1,2]' }),
      ),
    ),
    steps: [{ complete: 'w' }, { see: true, state: 'ACTIVE', terminated: 'v' }, { complete: 'w' }],
    finally: { state: 'COMPLETED', terminated: 'v v' },
  },
  {
    name: 'terminate end event in an event sub-process that interrupts',
    xml: line(
      d.start('s') + d.service('t') + d.end('e') + d.flows('s t e'),
      d.eventSub(
        'es',
        d.start('s3', d.signal('S')) +
          d.parallel('f') +
          d.service('h') +
          d.end('e3', d.terminate) +
          d.end('e4'),
        d.flows('s3 f e3', 'f h e4'),
      ),
    ),
    steps: [{ signal: 'sig' }],
    finally: { state: 'COMPLETED', path: 's s3 f e3 es p', terminated: 't h' },
  },
  {
    name: 'terminate end event ends sub-processes and calls beside it',
    xml: [
      w('q'),
      line(
        d.start('s') +
          d.parallel('f') +
          d.sub('sp', d.start('s2') + d.service('t') + d.flows('s2 t')) +
          d.call('c', 'q'),
        d.service('u') + d.end('e', d.terminate) + d.flows('s f u e', 'f sp', 'f c'),
      ),
    ],
    steps: [{ complete: 'u' }],
    finally: { state: 'COMPLETED', instances: { q: { TERMINATED: 1, ACTIVE: 0 } } },
  },
  {
    name: 'call: variables of the scopes around it go down, its own before them',
    xml: [
      w('q'),
      line(
        d.start('s') +
          d.el(
            'subProcess',
            'sp',
            d.ext(
              d.mappings([
                ['=2', 'b'],
                ['=2', 'c'],
              ]),
            ) +
              d.start('s2') +
              d.call('t', 'q', '', d.mappings([['=3', 'c']])) +
              d.end('e2') +
              d.flows('s2 t e2'),
          ) +
          d.end('e') +
          d.flows('s sp e'),
      ),
    ],
    variables: { a: 1, b: 1, c: 1 },
    steps: [{ complete: 'w', sees: { a: 1, b: 2, c: 3 }, variables: { b: 9 } }],
    finally: { state: 'COMPLETED', variables: { a: 1, b: 1, c: 1 } },
  },
  {
    name: 'call: nothing goes down without mappings',
    xml: [w('q'), one(d.call('t', 'q', 'propagateAllParentVariables="false"'))],
    variables: { a: 1 },
    steps: [{ complete: 'w', sees: {}, variables: { a: 2, b: 3 } }],
    finally: { state: 'COMPLETED', variables: { a: 2, b: 3 } },
  },
  {
    name: 'call: output mappings alone come up, whatever else the called process has',
    xml: [w('q'), one(d.call('t', 'q', '', d.mappings([], [['=b + 1', 'r']])))],
    variables: { a: 1 },
    steps: [{ complete: 'w', variables: { b: 3, c: 4 } }],
    finally: { state: 'COMPLETED', variables: { a: 1, r: 4 } },
  },
  {
    name: 'call: the latest version at the time',
    xml: [w('q'), one(d.call('t', 'q'))],
    steps: [
      { deploy: w('q').replaceAll('"w"', '"v"').replaceAll('s9-w', 's9-v').replaceAll('w-e9', 'v-e9') },
      { complete: 'w' },
      { start: 'p' },
      { complete: 'v' },
    ],
    finally: { state: 'COMPLETED', instances: { p: { COMPLETED: 2 } } },
  },
  {
    name: 'call: the process id by expression',
    xml: [w('q'), one(d.call('t', '=which'))],
    variables: { which: 'none' },
    steps: [{ see: true, incidents: 'CALLED_ELEMENT_ERROR@t' }],
    finally: { state: 'ACTIVE' },
  },
  {
    name: 'call: an output mapping that fails is an incident of the call',
    xml: [w('q'), one(d.call('t', 'q', '', d.mappings([], [['=assert(b, b != null)', 'r']])))],
    steps: [
      { complete: 'w' },
      { see: true, incidents: 'IO_MAPPING_ERROR@t', instances: { q: { COMPLETED: 1 } } },
      { set: 'p', variables: { b: 1 } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', variables: { b: 1, r: 1 } },
  },
  {
    name: 'call: the called process ends by a terminate end event, and gives its variables',
    xml: [
      d.definitions(
        d.process(
          'q',
          d.start('s9') + d.script('x', '=1', 'r') + d.end('e9', d.terminate) + d.flows('s9 x e9'),
        ),
      ),
      one(d.call('t', 'q')),
    ],
    steps: [],
    finally: { state: 'COMPLETED', variables: { r: 1 }, called: { q: 's9 x e9 q' } },
  },
];

/** Crons and cycles. The clock jumps, so that what is between is caught up with, one after the other. */
const clockBeside = (cycle: string) =>
  line(
    d.start('s') +
      d.service('t') +
      d.boundary('b', 't', d.timer('Cycle', cycle), false) +
      d.end('e') +
      d.end('x'),
    d.flows('s t e', 'b x'),
  );
const fires = (cycle: string, jumps: string[], times: number, expression = false): Case => ({
  name: `timer cycle ${expression ? 'by expression ' : ''}${cycle}: ${times} in ${jumps.join(', ')}`,
  xml: clockBeside(expression ? '=cycle' : cycle),
  variables: { cycle },
  steps: [...jumps.map((advance): Step => ({ advance })), { complete: 't' }],
  finally: { state: 'COMPLETED', path: `s ${'b x '.repeat(times)}t e p` },
});
export const cycles: Case[] = [
  fires('0 0 12 * * *', ['P1D'], 1),
  fires('0 0 12 * * *', ['P1D', 'P1D'], 2),
  fires('0 30 8 * * 1', ['P1D', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D'], 1),
  fires('0 30 8 * * MON-FRI', ['P1D', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D'], 5),
  fires('0 0 0 * * 0,7', ['P1D', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D', 'P1D'], 1),
  fires('0 0 */12 * * ?', ['PT12H', 'PT12H'], 2),
  fires('@daily', ['P1D'], 1),
  fires('@hourly', ['PT1H', 'PT1H'], 2),
  fires('0 0 12 * * *', ['P1D'], 1, true),
  fires('R/PT1H', ['PT61M', 'PT61M', 'PT61M'], 3),
  fires('R3/PT1H', ['PT61M', 'PT61M', 'PT61M', 'PT61M', 'PT61M'], 3),
  fires('R2/PT1H', ['PT61M', 'PT61M', 'PT61M'], 2, true),
  fires('R0/PT1H', ['PT61M', 'PT61M'], 1, true),
  fires('R-1/PT1H', ['PT61M', 'PT61M'], 2, true),
  ...(['0 0 25 * * *', '* * * * *', 'R3/P', '0 0 0 32 * *'] as const).map(
    (cycle): Case => ({
      name: `timer cycle by expression ${cycle}: is none`,
      xml: clockBeside('=cycle'),
      variables: { cycle },
      steps: [],
      finally: { state: 'ACTIVE', incidents: 'EXTRACT_VALUE_ERROR@t' },
    }),
  ),
];
