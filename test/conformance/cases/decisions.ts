/** DMN: tables, literal expressions, requirements, boxed expressions; called by business rule tasks and by themselves. */

import type { Json } from '../../../engine/index.ts';
import * as dd from '../../engine/decision-drawings.ts';
import * as d from '../../engine/drawings.ts';
import type { Case, Step } from '../case.ts';
import { simple } from './basics.ts';

const { dmn, decision, table, literal } = dd;
type Decided = Extract<Step, { decide: string }>;
type Try = [variables: Decided['variables'], gives: Decided['gives'], trace?: string];

/** Deploys decisions and evaluates `d` again and again. */
const decides = (name: string, xml: string, ...tries: Try[]): Case => ({
  name: `decision: ${name}`,
  xml,
  start: false,
  steps: tries.map(([variables, gives, trace]) => ({
    decide: 'd',
    ...(variables && { variables }),
    ...(gives !== undefined && { gives }),
    ...(trace !== undefined && { trace }),
  })),
  finally: {},
});
const fails = (name: string, xml: string, variables: Decided['variables'], because: RegExp): Case => ({
  name: `decision fails: ${name}`,
  xml,
  start: false,
  steps: [{ decide: 'd', ...(variables && { variables }), fails: because }],
  finally: {},
});
const refuses = (name: string, xml: string, elements: string): Case => ({
  name: `decision refused: ${name}`,
  xml,
  refused: elements,
  steps: [],
  finally: {},
});

const one = (t: Partial<dd.TableFacts>) =>
  dmn(decision('d', table({ inputs: ['a'], outputs: ['x'], rules: [], ...t })));
const size = {
  inputs: ['a'],
  outputs: ['x'],
  rules: [
    ['> 1', '"big"'],
    ['<= 1', '"small"'],
  ],
};
const many = [
  ['> 1', '3'],
  ['> 2', '1'],
  ['> 3', '2'],
  ['> 3', '2'],
];
const collect = (aggregation: string) => one({ hit: 'COLLECT', aggregation, rules: many });
/** Whether a cell fits an input. */
const cell = (test: string, ...inputs: [a: Json, fits: boolean][]): Case =>
  decides(
    `the cell ${test.trim() || 'without text'}`,
    one({
      hit: 'FIRST',
      rules: [
        [test, '"hit"'],
        ['-', '"miss"'],
      ],
    }),
    ...inputs.map(([a, fits]): Try => [{ a, b: { c: 5 } }, fits ? 'hit' : 'miss']),
  );

const tables: Case[] = [
  decides(
    'UNIQUE gives the rule that matches, and null for what cannot be compared',
    one(size),
    [{ a: 5 }, 'big', 'd:r0'],
    [{ a: 1 }, 'small', 'd:r1'],
    [{ a: null }, null, 'd:'],
    [{}, null],
    [{ a: 'x' }, null],
    [{ a: true }, null],
    [{ a: [1] }, null],
  ),
  fails('UNIQUE with two rules', one({ rules: many }), { a: 5 }, /multiple values aren't allowed for UNIQUE/),
  decides(
    'ANY',
    one({
      hit: 'ANY',
      rules: [
        ['-', '1'],
        ['> 2', '1'],
      ],
    }),
    [{ a: 5 }, 1, 'd:r0,r1'],
    [{ a: 0 }, 1],
  ),
  fails(
    'ANY that differs',
    one({ hit: 'ANY', rules: many }),
    { a: 5 },
    /different values aren't allowed for ANY/,
  ),
  decides('FIRST', one({ hit: 'FIRST', rules: many }), [{ a: 5 }, 3, 'd:r0'], [{ a: 0 }, null]),
  decides(
    'RULE ORDER',
    one({ hit: 'RULE ORDER', rules: many }),
    [{ a: 5 }, [3, 1, 2, 2], 'd:r0,r1,r2,r3'],
    [{ a: 2 }, [3]],
    [{ a: 0 }, null],
  ),
  decides(
    'PRIORITY',
    one({ hit: 'PRIORITY', outputs: [{ name: 'x', values: '2,3,1' }], rules: many }),
    [{ a: 5 }, 2],
    [{ a: 2 }, 3],
  ),
  decides(
    'OUTPUT ORDER; what is not among the values comes last',
    one({
      hit: 'OUTPUT ORDER',
      outputs: [{ name: 'x', values: '"hi", "lo"' }],
      rules: [
        ['-', '"other"'],
        ['-', '"lo"'],
        ['-', '"hi"'],
      ],
    }),
    [{ a: 0 }, ['hi', 'lo', 'other']],
  ),
  decides(
    'OUTPUT ORDER of two outputs',
    one({
      hit: 'OUTPUT ORDER',
      outputs: [
        { name: 'x', values: '"hi","lo"' },
        { name: 'y', values: '"b","a"' },
      ],
      rules: [
        ['-', '"lo"', '"a"'],
        ['-', '"lo"', '"b"'],
        ['-', '"hi"', '"a"'],
      ],
    }),
    [
      { a: 0 },
      [
        { x: 'hi', y: 'a' },
        { x: 'lo', y: 'b' },
        { x: 'lo', y: 'a' },
      ],
    ],
  ),
  decides('COLLECT', one({ hit: 'COLLECT', rules: many }), [{ a: 5 }, [3, 1, 2, 2]], [{ a: 0 }, null]),
  decides('COLLECT SUM', collect('SUM'), [{ a: 5 }, 8], [{ a: 2 }, 3], [{ a: 0 }, null]),
  decides(
    'COLLECT SUM of decimal numbers',
    one({
      hit: 'COLLECT',
      aggregation: 'SUM',
      rules: [
        ['-', '0.1'],
        ['-', '0.2'],
        ['-', '-0.3'],
        ['> 1', '1.005'],
      ],
    }),
    [{ a: 1 }, 0],
    [{ a: 2 }, 1.005],
  ),
  decides('COLLECT MIN', collect('MIN'), [{ a: 5 }, 1], [{ a: 0 }, null]),
  decides('COLLECT MAX', collect('MAX'), [{ a: 5 }, 3], [{ a: 0 }, null]),
  decides('COLLECT COUNT', collect('COUNT'), [{ a: 5 }, 4], [{ a: 0 }, null]),
  fails(
    'SUM of what is no number',
    one({ hit: 'COLLECT', aggregation: 'SUM', rules: [['-', '"s"']] }),
    { a: 1 },
    /expected number but found '"s"'/,
  ),
  decides(
    'several outputs, and defaults of some',
    one({ outputs: [{ name: 'x', default: '"none"' }, 'y'], rules: [['> 1', '"a"', '1']] }),
    [{ a: 2 }, { x: 'a', y: 1 }],
    [{ a: 0 }, 'none'],
  ),
  decides(
    'defaults of all outputs, by expression',
    one({
      outputs: [
        { name: 'x', default: 'a + 1' },
        { name: 'y', default: '7' },
      ],
      rules: [['> 1', '"a"', '1']],
    }),
    [{ a: 0 }, { x: 1, y: 7 }],
  ),
  decides('no input', one({ inputs: [], rules: [['1']] }), [{}, 1]),
  decides('no rule', one({}), [{ a: 1 }, null]),
  decides(
    'two inputs, the second by an expression',
    one({
      inputs: ['a', 'o.k * 2'],
      rules: [
        ['> 1', '[1..4]', '"low"'],
        ['> 1', '> 4', '"high"'],
        ['', '', 'null'],
      ],
      hit: 'FIRST',
    }),
    [{ a: 2, o: { k: 2 } }, 'low'],
    [{ a: 2, o: { k: 3 } }, 'high'],
    [{ a: 0 }, null],
  ),
];

const cells: Case[] = [
  cell('', [1, true], [null, true]),
  cell('-', [1, true], [null, true]),
  cell('1, 2', [2, true], [3, false], ['x', false], [null, false]),
  cell('not(1, 2)', [2, false], [3, true], [null, true]),
  cell('not(> 3)', [2, true], [4, false], ['x', false]),
  cell('[1..3]', [1, true], [3, true], [4, false], ['x', false]),
  cell(']1..3[', [1, false], [2, true], [3, false]),
  cell('< 3, [5..7]', [2, true], [4, false], [6, true]),
  cell('"x", "y"', ['x', true], ['z', false]),
  cell('true', [true, true], [false, false], [null, false]),
  cell('false', [true, false], [false, true]),
  // A boolean is compared only if it stands alone; here it is an expression that is true.
  cell('not(true)', [true, false], [false, false]),
  cell('null', [null, true], [1, false]),
  cell('? > 1 and ? < 5', [3, true], [7, false], ['x', false]),
  cell('contains(?, "x")', ['axb', true], ['b', false]),
  cell('?', [true, true], [1, false], [null, false]),
  cell('a', [2, true]),
  cell('cellInput > 1', [2, true], [1, false]),
  cell('b.c', [5, true], [4, false]),
  cell('b.c > 1', [7, true]),
  cell('[1, 2]', [1, true], [3, false], [[1, 2], true]),
  cell('>= "2026-01-01"', ['2026-05-01', true], ['2025-05-01', false], [1, false]),
  cell('count(?) > 1', [[1, 2], true], [[1], false]),
  cell('some x in ? satisfies x > 1', [[2], true], [[1], false]),
  cell('- 1', [-1, true], [1, false]),
];

const graphs: Case[] = [
  decides(
    'a required decision, by its variable, before the one called',
    dmn(
      decision('q', literal('a + 5'), { variable: 'v' }),
      decision('d', table({ ...size, inputs: ['v'] }), { requires: ['q'] }),
    ),
    [{ a: 1 }, 'big', 'q: d:r0'],
    [{ a: -9, v: 100 }, 'small', 'q: d:r1'],
  ),
  decides(
    'what is required by a required decision is not seen',
    dmn(
      decision('p', literal('7'), { variable: 'pv' }),
      decision('q', literal('pv + 1'), { variable: 'v', requires: ['p'] }),
      decision('d', literal('[v, pv]'), { requires: ['q'] }),
    ),
    [{}, [8, null], 'p: q: d:'],
  ),
  decides(
    'two ways to one decision',
    dmn(
      decision('p', literal('7'), { variable: 'pv' }),
      decision('q', literal('pv + 1'), { variable: 'v', requires: ['p'] }),
      decision('d', literal('[v, pv]'), { requires: ['q', 'p'] }),
    ),
    [{}, [8, 7], 'p: q: d:'],
  ),
  fails(
    'in a required decision',
    dmn(
      decision('q', table({ inputs: ['a'], outputs: ['x'], rules: many }), { variable: 'v' }),
      decision('d', literal('v'), { requires: ['q'] }),
    ),
    { a: 5 },
    /Expected to evaluate decision 'd[^']*', but multiple values/,
  ),
  decides(
    'a date stays one between decisions',
    dmn(
      decision('q', literal('date(a)'), { variable: 'v' }),
      decision('d', literal('[v.year, v]'), { requires: ['q'] }),
    ),
    [{ a: '2026-03-01' }, [2026, '2026-03-01']],
  ),
  decides(
    'literal expression',
    dmn(decision('d', literal('if a > 1 then o.k else null'))),
    [{ a: 2, o: { k: 'v' } }, 'v'],
    [{}, null],
  ),
  fails(
    'type of the variable',
    dmn(`<decision id="d" name="d">${dd.variable('r', 'number')}${literal('a')}</decision>`),
    { a: 'x' },
    /expected 'number' but found '"x"'/,
  ),
  fails(
    'an assertion',
    dmn(decision('d', literal('assert(a, a > 3)'))),
    { a: 1 },
    /The condition is not fulfilled/,
  ),
  decides(
    'context: entries see those before them',
    dmn(decision('d', dd.context(['x', literal('a')], ['y', literal('x + 1')]))),
    [{ a: 1 }, { x: 1, y: 2 }],
  ),
  decides(
    'context with a result, a table and a function in it',
    dmn(
      decision(
        'd',
        dd.context(
          ['x', table(size)],
          ['f', dd.functionOf(['p'], literal('p + "!" + b'))],
          ['', literal('f(x)')],
        ),
      ),
    ),
    [{ a: 2, b: '?' }, 'big!?'],
  ),
  decides('list', dmn(decision('d', dd.list(literal('a'), literal('2')))), [{ a: 1 }, [1, 2]]),
  decides(
    'relation',
    dmn(decision('d', dd.relation(['p', 'q'], [literal('a'), literal('2')], [literal('3'), literal('4')]))),
    [
      { a: 1 },
      [
        { p: 1, q: 2 },
        { p: 3, q: 4 },
      ],
    ],
  ),
  decides(
    'invocation of a knowledge model that is a table',
    dmn(
      dd.knowledge('k', ['a'], table(size)),
      decision('d', dd.invocation('k', ['a', literal('b')]), { knows: ['k'] }),
    ),
    [{ b: 3 }, 'big', 'd:'],
  ),
  decides(
    'knowledge models as functions that call each other',
    dmn(
      dd.knowledge('k2', ['p'], literal('p + 1')),
      dd.knowledge('k', ['p'], literal('k2(p) * a'), ['k2']),
      decision('d', literal('k(a)'), { knows: ['k'] }),
    ),
    [{ a: 3 }, 12, 'd:'],
  ),
  fails(
    'invocation without a parameter',
    dmn(dd.knowledge('k', ['p'], literal('p')), decision('d', dd.invocation('k'), { knows: ['k'] })),
    {},
    /no parameter found with name 'p'/,
  ),
  ...Object.entries({
    '1.1': 'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
    '1.2': 'http://www.omg.org/spec/DMN/20180521/MODEL/',
    '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/',
    '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
  }).map(([version, namespace]) =>
    decides(`DMN ${version}`, dd.definitions(namespace, 'drg', decision('d', table(size))), [
      { a: 2 },
      'big',
    ]),
  ),
];

const refusals: Case[] = [
  refuses('unknown hit policy', one({ ...size, hit: 'NOPE' }), 'd'),
  refuses('unknown aggregation', one({ ...size, hit: 'COLLECT', aggregation: 'AVG' }), 'd'),
  refuses(
    'aggregation of two outputs',
    one({ hit: 'COLLECT', aggregation: 'SUM', outputs: ['x', 'y'], rules: [['-', '1', '2']] }),
    'd',
  ),
  refuses('no output', one({ outputs: [] }), 'd'),
  refuses('FEEL in an input, a cell and a result', one({ inputs: ['a +'], rules: [['> >', '1 +']] }), 'd'),
  refuses('a test that is no unary test of Zeebe', one({ rules: [['= 1', '1']] }), 'd'),
  refuses('a row of the wrong length', one({ rules: [['-', '-', '1']] }), 'd'),
  refuses('an empty expression', dmn(decision('d', literal(''))), 'd'),
  refuses('no logic', dmn(decision('d', '')), 'd'),
  refuses('a function as a decision', dmn(decision('d', dd.functionOf(['p'], literal('p')))), 'd'),
  refuses(
    'decisions that require each other',
    dmn(decision('q', literal('1'), { requires: ['d'] }), decision('d', literal('1'), { requires: ['q'] })),
    'q d',
  ),
  refuses(
    'knowledge that requires itself',
    dmn(dd.knowledge('k', [], literal('1'), ['k']), decision('d', literal('1'))),
    'k',
  ),
  refuses('a requirement of nothing', dmn(decision('d', literal('1'), { requires: ['gone'] })), 'd'),
  refuses('the same id twice', dmn(decision('d', literal('1')), decision('d', literal('2'))), 'd'),
  refuses('an unknown namespace', dd.definitions('urn:x', 'drg', decision('d', literal('1'))), '-'),
];

const rule = (id: string, decisionId: string, extra = '', inner = '') =>
  d.el(
    'businessRuleTask',
    id,
    d.ext(`<zeebe:calledDecision decisionId="${d.xmlText(decisionId)}" resultVariable="r"/>${extra}`) + inner,
  );
const calls = (extra = '', inner = '', decisionId = 'd') =>
  simple(d.start('s'), rule('t', decisionId, extra, inner), d.end('e'), d.flows('s t e'));

const tasks: Case[] = [
  {
    name: 'business rule task: the output becomes the result variable',
    xml: [one(size), calls()],
    variables: { a: 5 },
    steps: [],
    finally: { state: 'COMPLETED', path: 's t e p', variables: { a: 5, r: 'big' }, decided: 't=d(r0)' },
  },
  {
    name: 'business rule task: null is an output too, and merges into what is there',
    xml: [one(size), calls()],
    variables: { r: 'old' },
    steps: [],
    finally: { state: 'COMPLETED', variables: { r: null } },
  },
  {
    name: 'business rule task: input and output mappings',
    xml: [one(size), calls(d.mappings([['=b * 2', 'a']], [['=r + "!"', 'out']]))],
    variables: { b: 1 },
    steps: [],
    finally: { state: 'COMPLETED', variables: { b: 1, out: 'big!' }, locals: { 't.a': 2, 't.r': 'big' } },
  },
  {
    name: 'business rule task: the latest version at the time',
    xml: [one(size), simple(d.start('s'), d.service('w'), rule('t', 'd'), d.end('e'), d.flows('s w t e'))],
    variables: { a: 5 },
    steps: [{ deploy: dmn(decision('d', literal('a * 10'))) }, { complete: 'w' }],
    finally: { state: 'COMPLETED', variables: { a: 5, r: 50 } },
  },
  {
    name: 'business rule task: no such decision, deployed and resolved',
    xml: calls(),
    steps: [
      {
        see: true,
        state: 'ACTIVE',
        incidents: 'CALLED_DECISION_ERROR@t',
        because: /no decision found for id 'd/,
      },
      { deploy: dmn(decision('d', literal('1'))) },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', variables: { r: 1 }, incidents: '' },
  },
  {
    name: 'business rule task: a decision that fails, mended and resolved',
    xml: [one({ rules: many }), calls()],
    variables: { a: 5 },
    steps: [
      {
        see: true,
        incidents: 'DECISION_EVALUATION_ERROR@t',
        because: /multiple values aren't allowed for UNIQUE/,
      },
      { resolve: true },
      { see: true, incidents: 'DECISION_EVALUATION_ERROR@t' },
      { set: 'p', variables: { a: 2 } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', variables: { a: 2, r: 3 }, incidents: '' },
  },
  {
    name: 'business rule task: the decision id is no text',
    xml: [one(size), calls('', '', '=which')],
    steps: [],
    finally: {
      state: 'ACTIVE',
      incidents: 'EXTRACT_VALUE_ERROR@t',
      because: /to be 'STRING', but was 'NULL'/,
    },
  },
  {
    name: 'business rule task: cancelled in its incident',
    xml: calls(),
    steps: [{ cancel: true }],
    finally: { state: 'TERMINATED', incidents: '', terminated: 't p' },
  },
  {
    name: 'business rule task: one decision per item',
    xml: [
      one(size),
      calls('', d.loop({ items: '=l', element: 'a', into: 'out', output: '=r', sequential: true })),
    ],
    variables: { l: [1, 2, 0] },
    steps: [],
    finally: { state: 'COMPLETED', variables: { l: [1, 2, 0], out: ['small', 'big', 'small'] } },
  },
  {
    name: 'business rule task: an output mapping that fails, after the decision',
    xml: [one(size), calls(d.mappings([], [['=assert(gone, gone != null)', 'out']]))],
    variables: { a: 5 },
    steps: [
      { see: true, incidents: 'IO_MAPPING_ERROR@t', locals: { 't.r': 'big' } },
      { set: 'p', variables: { gone: 1 } },
      { resolve: true },
    ],
    finally: { state: 'COMPLETED', variables: { a: 5, gone: 1, out: 1 } },
  },
  {
    name: 'refused: a business rule task with a decision and a job, with neither, without a result variable',
    xml: d.definitions(
      d.process(
        'p',
        d.start('s'),
        rule('both', 'd', '<zeebe:taskDefinition type="t"/>'),
        d.el('businessRuleTask', 'none'),
        d.el('businessRuleTask', 'half', d.ext('<zeebe:calledDecision decisionId="d"/>')),
        d.flows('s both none half'),
      ),
    ),
    refused: 'both none half',
    steps: [],
    finally: {},
  },
];

export const decisions: Case[] = [...tables, ...cells, ...graphs, ...refusals, ...tasks];
