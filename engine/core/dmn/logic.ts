/** The boxed expressions of decisions: one reader per kind. */
import { type ModdleElement, many, one, str } from '../bpmn/moddle.ts';
import { type At, feel, wrong } from './expressions.ts';
import type { Logic, Parameter } from './model.ts';
import { readTable } from './read-table.ts';

const MAX_DEPTH = 50;
const NOTHING: Logic = { kind: 'LITERAL_EXPRESSION', feel: 'null' };
type Reader = (e: ModdleElement, at: At) => Logic;
const READERS: Record<string, Reader> = {
  'dmn:LiteralExpression': (e, at) => ({ kind: 'LITERAL_EXPRESSION', feel: feel(e, at, 'the expression') }),
  'dmn:DecisionTable': (e, at) => ({ kind: 'DECISION_TABLE', table: readTable(e, at) }),
  'dmn:Context': readContext,
  'dmn:List': (e, at) => ({ kind: 'LIST', items: many(e, 'elements').map((i) => readLogic(i, at)) }),
  'dmn:Relation': readRelation,
  'dmn:Invocation': readInvocation,
  'dmn:FunctionDefinition': readFunction,
};

export function readLogic(e: ModdleElement | undefined, at: At): Logic {
  const reader = e && READERS[e.$type];
  // A function is a value inside a decision, not a decision by itself.
  if (!reader || (at.depth === 0 && e.$type === 'dmn:FunctionDefinition')) {
    wrong(
      at,
      'unsupported-logic',
      `a decision of kind <${e?.$type ?? 'none'}> cannot be evaluated`,
      `没有可执行的决策逻辑（${e?.$type ?? '空'}），请用决策表或表达式`,
    );
    return NOTHING;
  }
  if (at.depth >= MAX_DEPTH) {
    wrong(at, 'too-deep', `it is nested deeper than ${MAX_DEPTH} levels`, `嵌套超过 ${MAX_DEPTH} 层，请拆开`);
    return NOTHING;
  }
  if (--at.budget.left < 0) return NOTHING;
  return reader(e, { ...at, depth: at.depth + 1 });
}

export function parameter(e: ModdleElement): Parameter {
  const type = str(e, 'typeRef');
  return { name: str(e, 'name') ?? '', ...(type && { type }) };
}

export const parametersOf = (e: ModdleElement | undefined): Parameter[] =>
  many(e, 'formalParameter').map(parameter);

function readContext(e: ModdleElement, at: At): Logic {
  const all = many(e, 'contextEntry');
  if (!all.length) wrong(at, 'empty-context', 'the context has no entries', '上下文没有条目');
  const entries: { name: string; logic: Logic }[] = [];
  let result: Logic | undefined;
  for (const [i, entry] of all.entries()) {
    const name = str(one(entry, 'variable'), 'name');
    const logic = readLogic(one(entry, 'value'), at);
    if (name) entries.push({ name, logic });
    else if (i === all.length - 1) result = logic;
    else
      wrong(
        at,
        'entry-without-name',
        `entry ${i + 1} of a context has no name`,
        `上下文第 ${i + 1} 个条目没有名称`,
      );
  }
  return { kind: 'CONTEXT', entries, ...(result && { result }) };
}

function readRelation(e: ModdleElement, at: At): Logic {
  const columns = many(e, 'column').map((c) => str(c, 'name') ?? '');
  const rows = many(e, 'row').map((row, i) => {
    const cells = many(row, 'elements');
    if (cells.length !== columns.length)
      wrong(
        at,
        'row-length',
        `row ${i + 1} has ${cells.length} cells, not ${columns.length}`,
        `第 ${i + 1} 行有 ${cells.length} 个单元格，应为 ${columns.length} 个`,
      );
    return cells.map((c) => readLogic(c, at));
  });
  return { kind: 'RELATION', columns, rows };
}

function readInvocation(e: ModdleElement, at: At): Logic {
  const called = one(e, 'calledFunction');
  const name = str(called, 'text')?.trim() ?? '';
  const knowledge = called?.$type === 'dmn:LiteralExpression' ? at.knowledgeIds.get(name) : undefined;
  if (knowledge === undefined)
    wrong(
      at,
      'unknown-knowledge',
      `it calls <${name}>, which is not in this file`,
      `调用的业务知识模型“${name}”不在本文件中`,
    );
  const bindings = many(e, 'binding').map((b) => {
    const formula = one(b, 'bindingFormula');
    const parameterName = str(one(b, 'parameter'), 'name') ?? '';
    if (formula?.$type !== 'dmn:LiteralExpression')
      wrong(
        at,
        'unsupported-logic',
        `parameter <${parameterName}> must be given by a literal expression`,
        `参数 ${parameterName} 只能用表达式给出`,
      );
    return { name: parameterName, feel: feel(formula, at, `parameter <${parameterName}>`) };
  });
  return { kind: 'INVOCATION', knowledge: knowledge ?? '', bindings };
}

function readFunction(e: ModdleElement, at: At): Logic {
  const body = one(e, 'body');
  if (body?.$type !== 'dmn:LiteralExpression')
    wrong(
      at,
      'unsupported-logic',
      'the body of a function must be a literal expression',
      '函数体只能是表达式',
    );
  return { kind: 'FUNCTION', parameters: parametersOf(e), feel: feel(body, at, 'the function') };
}
