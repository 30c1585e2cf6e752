/** The gateway's answer to evaluateDecision, in the interface's shape. Values come as JSON text, 64-bit numbers as text. */
import { type DecisionType, type EvaluatedDecision, type Json, Rejection } from '../engine.ts';

interface Facts {
  decisionId: string;
  decisionKey: string;
  decisionName: string;
  decisionVersion: number;
  decisionOutput: string;
}

interface Evaluated extends Facts {
  decisionType: DecisionType;
  evaluatedInputs: { inputId: string; inputName: string; inputValue: string }[];
  matchedRules: {
    ruleId: string;
    ruleIndex: number;
    evaluatedOutputs: { outputId: string; outputName: string; outputValue: string }[];
  }[];
}

interface Answer extends Facts {
  failureMessage: string;
  evaluatedDecisions: Evaluated[];
}

const json = (text: string) => JSON.parse(text) as Json;
const facts = ({ decisionId, decisionKey, decisionName, decisionVersion }: Facts) => ({
  decisionId,
  decisionKey,
  decisionName,
  decisionVersion,
});

/** Zeebe tells of knowledge models too (without a key), and of a decision each time that another requires it. */
function decisionsOnly<T extends Facts>(all: T[]): T[] {
  const seen = new Set<string>();
  return all.filter((d) => {
    if (d.decisionVersion < 1 || seen.has(d.decisionId)) return false;
    seen.add(d.decisionId);
    return true;
  });
}

/** What led to a decision, in the interface's shape. */
const traceOf = (d: Evaluated) => ({
  decisionId: d.decisionId,
  decisionType: d.decisionType,
  output: json(d.decisionOutput),
  evaluatedInputs: d.evaluatedInputs.map((i) => ({
    inputId: i.inputId,
    inputName: i.inputName,
    inputValue: json(i.inputValue),
  })),
  matchedRules: d.matchedRules.map((r) => ({
    ruleId: r.ruleId,
    ruleIndex: r.ruleIndex,
    evaluatedOutputs: r.evaluatedOutputs.map((o) => ({
      outputId: o.outputId,
      outputName: o.outputName,
      outputValue: json(o.outputValue),
    })),
  })),
});

/** The same from a record of the exporter. */
export const exportedTrace = (evaluated: Json): Json =>
  decisionsOnly(evaluated as unknown as Evaluated[]).map(traceOf);

export function evaluatedDecision(a: Answer): EvaluatedDecision {
  if (a.failureMessage) throw new Rejection('INVALID_ARGUMENT', a.failureMessage);
  return {
    ...facts(a),
    decisionOutput: json(a.decisionOutput),
    evaluatedDecisions: decisionsOnly(a.evaluatedDecisions).map((d) => ({ ...facts(d), ...traceOf(d) })),
  };
}
