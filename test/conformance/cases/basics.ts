/** Tasks, gateways, variables and mappings, jobs. */
import * as d from '../../engine/drawings.ts';
import type { Case } from '../case.ts';

export const simple = (...body: string[]) => d.definitions(d.process('p', ...body));
const jobTask = (extra = '') =>
  simple(d.start('s'), d.service('t', 't', extra), d.end('e'), d.flows('s t e'));

export const basics: Case[] = [
  {
    name: 'start to end',
    xml: simple(d.start('s'), d.end('e'), d.flows('s e')),
    steps: [],
    finally: { state: 'COMPLETED', path: 's e p', flows: 's-e', terminated: '', variables: {} },
  },
  {
    name: 'service task: waits for its job, takes its variables up',
    xml: jobTask(),
    variables: { a: 1 },
    steps: [
      { see: true, state: 'ACTIVE', path: 's', jobs: 't:ACTIVATABLE' },
      { complete: 't', sees: { a: 1 }, variables: { a: 2, b: { c: [1, 'x', null] } } },
    ],
    finally: {
      state: 'COMPLETED',
      path: 's t e p',
      variables: { a: 2, b: { c: [1, 'x', null] } },
      jobs: 't:COMPLETED',
    },
  },
  {
    name: 'manual and undefined tasks pass',
    xml: simple(d.start('s'), d.manual('m'), d.el('task', 'u'), d.end('e'), d.flows('s m u e')),
    steps: [],
    finally: { state: 'COMPLETED', path: 's m u e p' },
  },
  {
    name: 'script task: result of FEEL',
    xml: simple(d.start('s'), d.script('x', '=a * 2 + 1', 'r'), d.end('e'), d.flows('s x e')),
    variables: { a: 3 },
    steps: [],
    finally: { state: 'COMPLETED', variables: { a: 3, r: 7 } },
  },
  {
    name: 'user task: headers of Zeebe',
    xml: simple(
      d.start('s'),
      d.user(
        'u',
        '<zeebe:assignmentDefinition assignee="zhang" candidateGroups="clerks, heads" candidateUsers="=[&quot;li&quot;]"/><zeebe:formDefinition formKey="f1"/><zeebe:taskSchedule dueDate="2026-03-01T00:00:00Z" followUpDate="2026-02-01T00:00:00Z"/><zeebe:taskHeaders><zeebe:header key="priority" value="high"/></zeebe:taskHeaders>',
      ),
      d.end('e'),
      d.flows('s u e'),
    ),
    steps: [
      {
        complete: 'user',
        headers: {
          'io.camunda.zeebe:assignee': 'zhang',
          'io.camunda.zeebe:candidateGroups': '["clerks","heads"]',
          'io.camunda.zeebe:candidateUsers': '["li"]',
          'io.camunda.zeebe:formKey': 'f1',
          'io.camunda.zeebe:dueDate': '2026-03-01T00:00Z',
          'io.camunda.zeebe:followUpDate': '2026-02-01T00:00Z',
          priority: 'high',
        },
      },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'job headers and a type by expression',
    xml: simple(
      d.start('s'),
      d.service(
        't',
        '="go-" + kind',
        '<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>',
      ),
      d.end('e'),
      d.flows('s t e'),
    ),
    variables: { kind: 'x' },
    steps: [{ see: true, jobs: 't:ACTIVATABLE' }],
    finally: { state: 'ACTIVE', path: 's' },
  },
  ...(['sendTask', 'businessRuleTask', 'scriptTask'] as const).map(
    (type): Case => ({
      name: `${type} with a job`,
      xml: simple(
        d.start('s'),
        d.el(type, 't', d.ext('<zeebe:taskDefinition type="t"/>')),
        d.end('e'),
        d.flows('s t e'),
      ),
      steps: [{ complete: 't', variables: { x: 1 } }],
      finally: { state: 'COMPLETED', path: 's t e p', variables: { x: 1 } },
    }),
  ),
  // exclusive gateway
  ...[
    { given: { n: 5 }, path: 's g big p' },
    { given: { n: 1 }, path: 's g small p' },
  ].map(
    ({ given, path }): Case => ({
      name: `exclusive gateway with n = ${given.n}`,
      xml: simple(
        d.start('s') + d.exclusive('g', 'g-small') + d.end('big') + d.end('small'),
        d.flow('s', 'g') + d.flow('g', 'big', '=n > 3') + d.flow('g', 'small'),
      ),
      variables: given,
      steps: [],
      finally: { state: 'COMPLETED', path },
    }),
  ),
  {
    name: 'exclusive gateway: nothing true and no default',
    xml: simple(
      d.start('s') + d.exclusive('g') + d.end('a') + d.end('b'),
      d.flow('s', 'g') + d.flow('g', 'a', '=n > 3') + d.flow('g', 'b', '=n > 5'),
    ),
    variables: { n: 1 },
    steps: [
      { see: true, incidents: 'CONDITION_ERROR@g' },
      { set: 'p', variables: { n: 9 } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', path: 's g b p', incidents: '' },
  },
  {
    name: 'exclusive gateway: a condition that is no boolean',
    xml: simple(
      d.start('s') + d.exclusive('g', 'g-b') + d.end('a') + d.end('b'),
      d.flow('s', 'g') + d.flow('g', 'a', '=n') + d.flow('g', 'b'),
    ),
    variables: { n: 'x' },
    steps: [],
    finally: { state: 'ACTIVE', incidents: 'EXTRACT_VALUE_ERROR@g' },
  },
  {
    name: 'parallel gateway: fork and join',
    xml: simple(
      d.start('s') + d.parallel('f') + d.service('a') + d.service('b') + d.parallel('j') + d.end('e'),
      d.flows('s f a j e', 'f b j'),
    ),
    steps: [{ complete: 'b' }, { see: true, path: 's f b' }, { complete: 'a' }],
    finally: { state: 'COMPLETED', path: 's f b a j e p' },
  },
  {
    name: 'parallel fork without join: ends when both ended',
    xml: simple(
      d.start('s') + d.parallel('f') + d.service('a') + d.service('b') + d.end('x') + d.end('y'),
      d.flows('s f a x', 'f b y'),
    ),
    steps: [{ complete: 'a' }, { see: true, state: 'ACTIVE', path: 's f a x' }, { complete: 'b' }],
    finally: { state: 'COMPLETED', path: 's f a x b y p' },
  },
  {
    name: 'two flows out of a task fork; two flows in are two tokens',
    xml: simple(
      d.start('s') + d.service('t') + d.manual('a') + d.manual('b') + d.service('m') + d.end('e'),
      d.flows('s t a m e', 't b m'),
    ),
    steps: [{ complete: 't' }, { complete: 'm' }, { complete: 'm' }],
    finally: { state: 'COMPLETED', path: 's t b a m e m e p' },
  },
  ...[
    { given: { a: true, b: true }, path: 's g y x p' },
    { given: { a: true, b: false }, path: 's g x p' },
    { given: { a: false, b: false }, path: 's g z p' },
  ].map(
    ({ given, path }): Case => ({
      name: `inclusive fork with a ${given.a}, b ${given.b}`,
      xml: simple(
        d.start('s') + d.inclusive('g', 'g-z') + d.end('x') + d.end('y') + d.end('z') + d.flow('s', 'g'),
        d.flow('g', 'x', '=a') + d.flow('g', 'y', '=b') + d.flow('g', 'z'),
      ),
      variables: given,
      steps: [],
      finally: { state: 'COMPLETED', path },
    }),
  ),
  {
    name: 'inclusive fork: nothing true and no default',
    xml: simple(
      d.start('s') + d.inclusive('g') + d.end('x') + d.end('y') + d.flow('s', 'g'),
      d.flow('g', 'x', '=a') + d.flow('g', 'y', '=b'),
    ),
    variables: { a: false, b: false },
    steps: [],
    finally: { state: 'ACTIVE', incidents: 'CONDITION_ERROR@g' },
  },
  ...inclusiveJoins(),
  {
    name: 'a loop through an exclusive gateway',
    xml: simple(
      d.start('s') + d.script('i', '=n + 1', 'n') + d.exclusive('g', 'g-e') + d.end('e'),
      d.flow('s', 'i') + d.flow('i', 'g') + d.flow('g', 'i', '=n < 3') + d.flow('g', 'e'),
    ),
    variables: { n: 0 },
    steps: [],
    finally: { state: 'COMPLETED', path: 's i g i g i g e p', variables: { n: 3 } },
  },
  {
    name: 'terminate end event ends its siblings',
    xml: simple(
      d.start('s') + d.parallel('f') + d.service('a') + d.service('b'),
      d.end('x', d.terminate) + d.end('y') + d.flows('s f a x', 'f b y'),
    ),
    steps: [{ complete: 'a' }],
    finally: { state: 'COMPLETED', path: 's f a x p', terminated: 'b', jobs: 'a:COMPLETED b:CANCELED' },
  },
  // variables and mappings
  ...mappingCases(),
  // jobs
  {
    name: 'a failed job is there again while it has retries',
    xml: jobTask(),
    steps: [{ fail: 't', retries: 2, message: 'no' }, { complete: 't' }],
    finally: { state: 'COMPLETED', incidents: '' },
  },
  {
    name: 'a failed job waits its back-off',
    xml: jobTask(),
    steps: [
      { fail: 't', retries: 1, message: 'later', backOff: 60_000 },
      { none: 't' },
      { advance: 'PT2M' },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'no retries left: incident, resolved after new retries',
    xml: jobTask(),
    steps: [
      { fail: 't', retries: 0, message: 'broken' },
      { see: true, incidents: 'JOB_NO_RETRIES@t', because: /^broken$/, jobs: 't:FAILED' },
      { none: 't' },
      { retries: 't', to: 2 },
      { resolve: true },
      { complete: 't' },
    ],
    finally: { state: 'COMPLETED', incidents: '', path: 's t e p' },
  },
  {
    name: 'retries of a task definition by expression',
    xml: simple(
      d.start('s'),
      d.el('serviceTask', 't', d.ext('<zeebe:taskDefinition type="t" retries="=n"/>')),
      d.end('e'),
      d.flows('s t e'),
    ),
    variables: { n: 'many' },
    steps: [
      { see: true, incidents: 'EXTRACT_VALUE_ERROR@t' },
      { set: 'p', variables: { n: 2 } },
      { resolve: true },
    ],
    finally: { state: 'ACTIVE', jobs: 't:ACTIVATABLE', incidents: '' },
  },
  {
    name: 'completing twice is NOT_FOUND',
    xml: simple(d.start('s') + d.service('a') + d.service('b') + d.end('e'), d.flows('s a b e')),
    steps: [{ complete: 'a' }, { retries: 'a', to: 3, rejected: 'NOT_FOUND' }],
    finally: { state: 'ACTIVE', path: 's a' },
  },
  {
    name: 'cancel: ends everything in it',
    xml: simple(
      d.start('s') +
        d.parallel('f') +
        d.service('a') +
        d.sub('sp', d.start('s2') + d.service('b') + d.end('e2'), d.flows('s2 b e2')),
      d.end('e') + d.flows('s f a e', 'f sp e'),
    ),
    steps: [{ cancel: true }],
    finally: { state: 'TERMINATED', path: 's f s2', terminated: 'a b sp p', jobs: 'a:CANCELED b:CANCELED' },
  },
  {
    name: 'cancelling what has ended is NOT_FOUND',
    xml: simple(d.start('s') + d.end('e') + d.flows('s e')),
    steps: [{ cancel: true, rejected: 'NOT_FOUND' }],
    finally: { state: 'COMPLETED' },
  },
  {
    name: 'start at an element',
    xml: simple(d.start('s') + d.service('a') + d.service('b') + d.end('e') + d.flows('s a b e')),
    startAt: ['b'],
    steps: [{ complete: 'b' }],
    finally: { state: 'COMPLETED', path: 'b e p' },
  },
  {
    name: 'modify: activate another, terminate this',
    xml: simple(d.start('s') + d.service('a') + d.service('b') + d.end('e') + d.flows('s a b e')),
    steps: [{ activate: ['b'], variables: { x: 1 } }, { terminate: 'a' }, { complete: 'b' }],
    finally: { state: 'COMPLETED', path: 's b e p', terminated: 'a', variables: { x: 1 } },
  },
  {
    name: 'modify: an element that is not there',
    xml: jobTask(),
    steps: [{ activate: ['nobody'], rejected: 'INVALID_ARGUMENT' }],
    finally: { state: 'ACTIVE' },
  },
  {
    name: 'set variables: goes to the scope that has the name, else to the instance',
    xml: simple(
      d.start('s') + d.service('t', 't', d.mappings([['=1', 'loc']])) + d.end('e') + d.flows('s t e'),
    ),
    variables: { g: 1 },
    steps: [
      { set: 't', variables: { loc: 2, g: 2, fresh: 2 } },
      { complete: 't', sees: { loc: 2, g: 2, fresh: 2 } },
    ],
    finally: { variables: { g: 2, fresh: 2 }, locals: { 't.loc': 2 } },
  },
  {
    name: 'set variables local',
    xml: jobTask(),
    variables: { g: 1 },
    steps: [
      { set: 't', variables: { g: 2 }, local: true },
      { complete: 't', sees: { g: 2 } },
    ],
    finally: { variables: { g: 1 }, locals: { 't.g': 2 } },
  },
];

/** A token waits at the join, another is at `y`, whose way on is drawn by `rest`. */
function inclusiveJoins(): Case[] {
  const row = (name: string, rest: string, then: Pick<Case, 'steps' | 'finally'>): Case => ({
    name: `inclusive join${name}`,
    xml: simple(
      d.start('s') + d.inclusive('g') + d.service('x') + d.service('y') + d.inclusive('j') + d.end('e'),
      d.flow('s', 'g') + d.flow('g', 'x', '=true') + d.flow('g', 'y', '=true') + d.flows('x j e') + rest,
    ),
    not: { zeebe: 'Zeebe 8.5.8 refuses an inclusive gateway with several incoming flows; 8.6 has it' },
    steps: [{ complete: 'x' }, { see: true, path: 's g x' }, ...then.steps],
    finally: { state: 'COMPLETED', ...then.finally },
  });
  const bounded = d.boundary('b', 'y', d.timer('Duration', 'PT1H'));
  const elsewhere = d.end('f') + bounded + d.flows('y f', 'b j');
  return [
    row('', d.flows('y j'), { steps: [{ complete: 'y' }], finally: { path: 's g x y j e p' } }),
    row(': a token may still come through a boundary event, and does', elsewhere, {
      steps: [{ advance: 'PT61M' }],
      finally: { path: 's g x b j e p', terminated: 'y' },
    }),
    row(': a token may still come through a boundary event, and does not', elsewhere, {
      steps: [{ complete: 'y' }],
      finally: { path: 's g x y f j e p' },
    }),
    row(
      ': a token may still come through a link',
      d.thrower('l', d.link('L', 'l')) + d.catcher('k', d.link('L', 'k')) + d.flows('y l', 'k j'),
      { steps: [{ complete: 'y' }], finally: { path: 's g x y l k j e p' } },
    ),
  ];
}

/** Input and output mappings: given, mappings, what the job sees, what it brings, what stands in the instance. */
function mappingCases(): Case[] {
  type Row = {
    name: string;
    given?: Case['variables'];
    in?: [string, string][];
    out?: [string, string][];
    sees: NonNullable<Case['variables']>;
    brings?: NonNullable<Case['variables']>;
    finally: NonNullable<Case['variables']>;
  };
  const rows: Row[] = [
    { name: 'none', given: { a: 1 }, sees: { a: 1 }, brings: { b: 2 }, finally: { a: 1, b: 2 } },
    { name: 'input renames', given: { a: 1 }, in: [['=a', 'x']], sees: { a: 1, x: 1 }, finally: { a: 1 } },
    { name: 'input shadows', given: { a: 1 }, in: [['=a + 1', 'a']], sees: { a: 2 }, finally: { a: 1 } },
    {
      name: 'input nested',
      in: [
        ['=1', 'x.y.z'],
        ['=2', 'x.w'],
      ],
      sees: { x: { y: { z: 1 }, w: 2 } },
      finally: {},
    },
    {
      name: 'inputs see those before',
      in: [
        ['=1', 'x'],
        ['=x + 1', 'y'],
      ],
      sees: { x: 1, y: 2 },
      finally: {},
    },
    { name: 'input of nothing is null', in: [['=nothing', 'x']], sees: { x: null }, finally: {} },
    {
      name: 'a job writes its local',
      given: { a: 1 },
      in: [['=a', 'a']],
      sees: { a: 1 },
      brings: { a: 5 },
      finally: { a: 1 },
    },
    {
      name: 'output picks',
      given: {},
      out: [['=r', 'x']],
      sees: {},
      brings: { r: 1, q: 2 },
      finally: { x: 1 },
    },
    {
      name: 'output nested merges',
      given: { o: { a: 1 } },
      out: [['=r', 'o.b']],
      sees: { o: { a: 1 } },
      brings: { r: 2 },
      finally: { o: { a: 1, b: 2 } },
    },
    {
      name: 'output over a number',
      given: { o: 1 },
      out: [['=r', 'o.b']],
      sees: { o: 1 },
      brings: { r: 2 },
      finally: { o: null },
    },
    {
      name: 'output sees the input',
      in: [['=3', 'f']],
      out: [['=f * r', 'x']],
      sees: { f: 3 },
      brings: { r: 2 },
      finally: { x: 6 },
    },
    { name: 'output of a list', out: [['=r[1]', 'x']], sees: {}, brings: { r: [7, 8] }, finally: { x: 7 } },
    { name: 'output of nothing is null', out: [['=nothing', 'x']], sees: {}, finally: { x: null } },
    {
      name: 'outputs see those before',
      out: [
        ['=1', 'x'],
        ['=x + 1', 'y'],
      ],
      sees: {},
      finally: { x: 1, y: 2 },
    },
    { name: 'input of a text without =', in: [['hello', 'x']], sees: { x: 'hello' }, finally: {} },
    {
      name: 'input of an object',
      in: [['={a: 1, b: [1, 2]}', 'x']],
      sees: { x: { a: 1, b: [1, 2] } },
      finally: {},
    },
    {
      name: 'input of a date is text',
      in: [['=date("2026-01-02")', 'x']],
      sees: { x: '2026-01-02' },
      finally: {},
    },
    {
      name: 'input of a duration is text',
      in: [['=duration("P1D")', 'x']],
      sees: { x: 'PT24H' },
      finally: {},
    },
    {
      name: 'input of a time is text',
      in: [['=time("10:11:12")', 'x']],
      sees: { x: '10:11:12' },
      finally: {},
    },
    {
      name: 'input of a date and time',
      in: [['=date and time("2026-01-02T10:11:12")', 'x']],
      sees: { x: '2026-01-02T10:11:12' },
      finally: {},
    },
    {
      name: 'sum, count, string',
      in: [
        ['=sum([1,2,3])', 'a'],
        ['=count([1,2])', 'b'],
        ['=string(1.5)', 'c'],
      ],
      sees: { a: 6, b: 2, c: '1.5' },
      finally: {},
    },
    {
      name: 'if, some, every',
      in: [
        ['=if 1 > 2 then "a" else "b"', 'a'],
        ['=some x in [1,2] satisfies x > 1', 'b'],
        ['=every x in [1,2] satisfies x > 1', 'c'],
      ],
      sees: { a: 'b', b: true, c: false },
      finally: {},
    },
    {
      name: 'for and filter',
      in: [
        ['=for x in [1,2] return x * 2', 'a'],
        ['=[1,2,3][item > 1]', 'b'],
      ],
      sees: { a: [2, 4], b: [2, 3] },
      finally: {},
    },
    {
      name: 'null + 1 is null',
      given: { n: null },
      in: [['=n + 1', 'x']],
      sees: { n: null, x: null },
      finally: { n: null },
    },
    { name: 'text + number is null', in: [['="a" + 1', 'x']], sees: { x: null }, finally: {} },
    { name: 'division by zero is null', in: [['=1 / 0', 'x']], sees: { x: null }, finally: {} },
    {
      name: 'between and in',
      in: [
        ['=5 between 1 and 9', 'a'],
        ['=5 in [1..4]', 'b'],
      ],
      sees: { a: true, b: false },
      finally: {},
    },
    {
      name: 'text functions',
      in: [
        ['=upper case("ab")', 'a'],
        ['=substring("监督工作", 1, 2)', 'b'],
        ['=contains("abc", "b")', 'c'],
      ],
      sees: { a: 'AB', b: '监督', c: true },
      finally: {},
    },
    {
      name: 'context entries',
      given: { o: { a: 1 } },
      in: [
        ['=o.a', 'x'],
        ['=o.none', 'y'],
      ],
      sees: { o: { a: 1 }, x: 1, y: null },
      finally: { o: { a: 1 } },
    },
    {
      name: 'big whole numbers',
      given: { n: 9007199254740991 },
      in: [['=n', 'x']],
      sees: { n: 9007199254740991, x: 9007199254740991 },
      finally: { n: 9007199254740991 },
    },
  ];
  return rows.map((r) => ({
    name: `mapping: ${r.name}`,
    xml: jobTask(r.in || r.out ? d.mappings(r.in ?? [], r.out ?? []) : ''),
    ...(r.given && { variables: r.given }),
    steps: [{ complete: 't', sees: r.sees, ...(r.brings && { variables: r.brings }) }],
    finally: { state: 'COMPLETED', variables: r.finally },
  }));
}
