/**
 * Evaluates a decision with those that it requires, as Zeebe 8.5.8 does (dmn-scala 1.9): required decisions and
 * knowledge models see the variables that the decision was called with, and nothing of each other but what they require.
 */
import type { DecisionType, Json } from '../../engine.ts';
import {
  FEEL_STEPS,
  type FeelEnvironment,
  FeelLimit,
  feelFunction,
  feelValue,
  toJson,
  typeProblem,
} from '../feel/index.ts';
import { DecisionFailure } from './failure.ts';
import type { DecisionModel, KnowledgeModel, Logic, Parameter, RequirementsModel } from './model.ts';
import { DmnScope } from './scope.ts';
import { evaluateTable, type TableTrace } from './table.ts';

/**
 * What one call may spend: an expression or a cell costs 1, a call of a knowledge model `CALL`. Knowledge models that call
 * each other twice double the work with each.
 */
const BUDGET = 100_000;
const CALL = 20;

export interface DecisionTrace extends TableTrace {
  decisionId: string;
  decisionType: DecisionType;
  output: Json;
}

export type DecisionOutcome =
  /** `trace`: what was evaluated, in that order; the decision itself is the last. */
  { output: Json; trace: DecisionTrace[] } | { failedDecisionId: string; message: string };

export function evaluateDecision(
  requirements: RequirementsModel,
  decisionId: string,
  variables: Record<string, Json>,
  env: FeelEnvironment,
): DecisionOutcome {
  const evaluation = new Evaluation(requirements, variables, env);
  try {
    const output = evaluation.decide(decisionId);
    return { output: toJson(output), trace: evaluation.trace };
  } catch (e) {
    if (!(e instanceof DecisionFailure || e instanceof FeelLimit)) throw e;
    return {
      failedDecisionId: evaluation.current,
      message: `Expected to evaluate decision '${decisionId}', but ${e.message}`,
    };
  }
}

class Evaluation {
  readonly trace: DecisionTrace[] = [];
  /** The decision in hand. */
  current = '';
  readonly #requirements: RequirementsModel;
  readonly #root: DmnScope;
  readonly #env: FeelEnvironment;
  readonly #done = new Map<string, unknown>();
  #left = BUDGET;

  constructor(requirements: RequirementsModel, variables: Record<string, Json>, env: FeelEnvironment) {
    this.#requirements = requirements;
    this.#root = DmnScope.of(variables);
    // one budget for all expressions of the decision and of those it requires
    this.#env = { ...env, budget: env.budget ?? { left: FEEL_STEPS } };
  }

  decide(id: string): unknown {
    if (this.#done.has(id)) return this.#done.get(id);
    const decision = this.#requirements.decisions.get(id)!;
    const required = decision.requires.map((r) => {
      const value = this.decide(r);
      return [this.#requirements.decisions.get(r)!.result.name, value] as const;
    });
    this.current = id;
    const scope = this.#root.with([...required, ...this.#functions(decision, this.#root)]);
    const table: TableTrace = { evaluatedInputs: [], matchedRules: [] };
    const value = this.#logic(decision.logic, scope, table);
    const problem = typeProblem(value, decision.result.type);
    if (problem) throw new DecisionFailure(problem);
    this.trace.push({
      decisionId: id,
      decisionType: decision.logic.kind as DecisionType,
      output: toJson(value),
      ...table,
    });
    this.#done.set(id, value);
    return value;
  }

  readonly feel = (source: string, scope: DmnScope): unknown => {
    this.spend();
    const result = feelValue(source, scope, this.#env);
    if (!result.ok) throw new DecisionFailure(result.message);
    return result.value;
  };

  spend(cost = 1): void {
    this.#left -= cost;
    if (this.#left < 0) throw new DecisionFailure(`it evaluates more than ${BUDGET} expressions`);
  }

  /** `table`: filled when the logic is a decision table. */
  #logic(logic: Logic, scope: DmnScope, table?: TableTrace): unknown {
    switch (logic.kind) {
      case 'LITERAL_EXPRESSION':
        return this.feel(logic.feel, scope);
      case 'DECISION_TABLE':
        return evaluateTable(logic.table, scope, this.#env, this, table);
      case 'LIST':
        return logic.items.map((i) => this.#logic(i, scope));
      case 'RELATION':
        return logic.rows.map((row) =>
          Object.fromEntries(row.map((cell, i) => [logic.columns[i], this.#logic(cell, scope)])),
        );
      case 'FUNCTION':
        return this.#callable(
          logic.parameters,
          (inner) => this.feel(logic.feel, inner),
          () => scope,
        );
      case 'CONTEXT': {
        const entries: [string, unknown][] = [];
        for (const { name, logic: entry } of logic.entries)
          entries.push([name, this.#logic(entry, scope.with(entries))]);
        return logic.result ? this.#logic(logic.result, scope.with(entries)) : Object.fromEntries(entries);
      }
      case 'INVOCATION':
        return this.#invoke(
          this.#requirements.knowledge.get(logic.knowledge)!,
          scope.with(logic.bindings.map((b) => [b.name, this.feel(b.feel, scope)])),
        );
    }
  }

  #invoke(k: KnowledgeModel, scope: DmnScope): unknown {
    const inner = scope.with(this.#functions(k, scope));
    for (const p of k.parameters) {
      if (!inner.has(p.name)) throw new DecisionFailure(`no parameter found with name '${p.name}'`);
      const problem = typeProblem(inner.value(p.name), p.type);
      if (problem) throw new DecisionFailure(problem);
    }
    return this.#logic(k.logic, inner);
  }

  /** The knowledge models that something requires, as functions by name. */
  #functions(of: Pick<DecisionModel | KnowledgeModel, 'knows'>, scope: DmnScope): [string, unknown][] {
    return of.knows.map((id) => {
      const k = this.#requirements.knowledge.get(id)!;
      // Its own functions are made when it is called: made at once they could double with each level.
      const inner = () => scope.with(this.#functions(k, scope));
      return [k.name, this.#callable(k.parameters, (args) => this.#logic(k.logic, args), inner)];
    });
  }

  /** A function that fails gives null to the expression that calls it, as on Zeebe. */
  #callable(parameters: Parameter[], body: (scope: DmnScope) => unknown, scope: () => DmnScope): unknown {
    const names = parameters.map((p) => p.name);
    return feelFunction(names, (...args) => {
      this.spend(CALL);
      if (parameters.some((p, i) => typeProblem(args[i], p.type))) return null;
      try {
        return body(scope().with(names.map((name, i) => [name, args[i] ?? null])));
      } catch (e) {
        if (e instanceof DecisionFailure && this.#left >= 0) return null;
        throw e;
      }
    });
  }
}
