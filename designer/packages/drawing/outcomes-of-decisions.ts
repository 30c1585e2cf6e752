/** Variables that called decisions leave behind, with their values where a table says them. */
import type { DecisionModel, DecisionTable } from '../../../engine/core/dmn/model.ts';
import type { DrawingReferences } from '../../../processes/drawing-references.ts';
import type { FieldInfo } from '../../modeler/context.ts';

type Outcome = Omit<FieldInfo, 'routes'>;

/** FEEL's names of types that a condition compares; others are taken for texts. */
const TYPES: Record<string, FieldInfo['type']> = { number: 'number', boolean: 'boolean', date: 'date' };

export function outcomesOfDecisions(
  calls: DrawingReferences['decisions'],
  decisions: DecisionModel[],
): Outcome[] {
  return calls.flatMap(({ name, decisionId, resultVariable }): Outcome[] => {
    const decision = decisions.find((d) => d.id === decisionId);
    if (!decision || !resultVariable) return [];
    const title = name || decision.name || decisionId;
    const { logic, result } = decision;
    if (logic.kind !== 'DECISION_TABLE')
      return [{ name: resultVariable, title, type: TYPES[result.type ?? ''] ?? 'string' }];
    return ofTable(logic.table).map((output) => ({
      name: output.path ? `${resultVariable}.${output.path}` : resultVariable,
      title: output.path ? `${title}：${output.label}` : title,
      type: output.type,
      ...(output.options && { options: output.options }),
    }));
  });
}

interface Output extends Pick<Outcome, 'options' | 'type'> {
  /** Entry of the result; absent: the result itself, of a table with one output. */
  path?: string;
  label: string;
}

function ofTable({ hitPolicy, aggregator, outputs, rules }: DecisionTable): Output[] {
  if (aggregator) return [{ label: '', type: 'number' }];
  // a list of results is nothing that a condition of rows compares
  if (['COLLECT', 'RULE ORDER', 'OUTPUT ORDER'].includes(hitPolicy)) return [];
  return outputs.map(({ name, label }, column) => {
    const values = [...new Set(rules.map((rule) => rule.outputs[column]?.trim() ?? ''))].filter((v) => v);
    const texts = values.map((v) => /^"([^"\\]*)"$/.exec(v)?.[1]);
    const options = texts.every((v) => v !== undefined) && texts.length > 0;
    const numbers = values.length > 0 && values.every((v) => /^-?\d+(\.\d+)?$/.test(v));
    const booleans = values.length > 0 && values.every((v) => v === 'true' || v === 'false');
    return {
      label: label || name,
      type: numbers ? 'number' : booleans ? 'boolean' : 'string',
      ...(outputs.length > 1 && { path: name }),
      ...(options && { options: (texts as string[]).map((v) => ({ value: v, title: v })) }),
    };
  });
}
