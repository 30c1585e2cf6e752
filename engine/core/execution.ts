/**
 * One run of `step`: emits events (each is applied at once, so that what follows sees it) and works off the internal
 * commands that they lead to, first in, first out, as Zeebe's log does, until all tokens rest.
 */
import type { Json } from '../engine.ts';
import { apply } from './apply.ts';
import type { ElementModel, Expression, ProcessModel } from './bpmn/model.ts';
import type { Behavior } from './elements/behavior.ts';
import type { EngineEvent, Trigger } from './events.ts';
import { type Failure, failure, type Outcome } from './failure.ts';
import { evaluateFeel, type FeelScope, feelWarnings } from './feel/index.ts';
import { evaluationProblem } from './messages.ts';
import type { ElementInstance, EngineState, Vars } from './state.ts';
import { destinations, ScopeView } from './variables.ts';

/** Looks up the model of a definition by its key; must know every deployed one. */
export type Models = (definitionKey: string) => ProcessModel | undefined;

export interface StepLimits {
  /** Elements that one command may activate before the rest waits in incidents. */
  maxActivations: number;
}

export const DEFAULT_STEP_LIMITS: StepLimits = { maxActivations: 10_000 };

export interface StepEnvironment {
  models: Models;
  /** Epoch milliseconds. */
  at: number;
  zone: string;
  limits: StepLimits;
}

/** What waits inside a step. */
export type Internal =
  | {
      kind: 'activate';
      scope: string;
      element: ElementModel;
      flow?: string;
      trigger?: Trigger;
      loopCounter?: number;
      /** Of the instance, where it had to be known before. */
      key?: string;
    }
  | { kind: 'continue'; key: string }
  | { kind: 'complete'; key: string }
  | { kind: 'terminate'; key: string }
  | { kind: 'correlate'; subscription: string }
  | { kind: 'broadcast'; name: string; variables?: Vars }
  | { kind: 'start-by-message'; bpmnProcessId: string; correlationKey: string };

export class Execution {
  readonly state: EngineState;
  readonly env: StepEnvironment;
  readonly events: EngineEvent[] = [];
  readonly queue: Internal[] = [];
  /** Activations in the queue that no token stands for, by scope: the scope must not complete before them. */
  readonly pending = new Map<string, number>();
  /** Scopes in which something moved: inclusive joins in them are looked at when all rests. */
  readonly touched = new Set<string>();
  /** Process instances that ended, with their variables, for whoever waits for a result. */
  readonly ended: { pi: string; state: 'COMPLETED' | 'TERMINATED'; variables: Vars }[] = [];
  /** Input collections read in this step, by multi-instance body. */
  readonly loopItems = new Map<string, Json[]>();
  readonly behavior: (e: ElementInstance) => Behavior;
  activations = 0;
  #nextKey: number;

  constructor(state: EngineState, env: StepEnvironment, behavior: (e: ElementInstance) => Behavior) {
    this.state = state;
    this.env = env;
    this.behavior = behavior;
    this.#nextKey = state.nextKey;
  }

  emit(event: EngineEvent): void {
    apply(this.state, event, this.env.at);
    this.events.push(event);
  }

  newKey(): string {
    return String(this.#nextKey++);
  }

  later(command: Internal): void {
    if (command.kind === 'activate' && command.flow === undefined)
      this.pending.set(command.scope, (this.pending.get(command.scope) ?? 0) + 1);
    this.queue.push(command);
  }

  get(key: string): ElementInstance | undefined {
    return this.state.elements.get(key);
  }

  scopeOf(e: ElementInstance): ElementInstance | undefined {
    return e.scope === undefined ? undefined : this.state.elements.get(e.scope);
  }

  /** The active call activity that called the process of this instance. */
  callerOf(e: ElementInstance): ElementInstance | undefined {
    const parent = this.state.elements.get(e.pi)?.root?.parent;
    const caller = parent && this.state.elements.get(parent.elementInstanceKey);
    return caller?.state === 'ACTIVATED' ? caller : undefined;
  }

  process(pi: string): ProcessModel {
    const definition = this.state.elements.get(pi)?.root?.definition;
    const model = definition === undefined ? undefined : this.env.models(definition);
    if (!model) throw new Error(`no model for process instance <${pi}>`);
    return model;
  }

  model(e: ElementInstance): ElementModel {
    const m = this.process(e.pi).elements.get(e.elementId);
    if (!m) throw new Error(`no element <${e.elementId}> in the model of process instance <${e.pi}>`);
    return m;
  }

  /** One of the instances in a multi-instance body: the body owns flows, boundary events and the loop. */
  isInner(e: ElementInstance): boolean {
    return this.scopeOf(e)?.type === 'MULTI_INSTANCE_BODY';
  }

  scope(key: string): FeelScope {
    return new ScopeView(this.state, key);
  }

  evaluate(expression: Expression, scopeKey: string): Outcome<Json> {
    if ('text' in expression) return { value: expression.text };
    const scope = this.scope(scopeKey);
    const result = evaluateFeel(expression.feel, scope, this.env);
    if (result.ok) return { value: result.value };
    return {
      failure: failure(
        'EXTRACT_VALUE_ERROR',
        `Expected to evaluate expression '${expression.feel}' but it failed: ${result.message}`,
      ),
    };
  }

  /** Evaluates and narrows; what does not fit is an EXTRACT_VALUE_ERROR as Zeebe words it. */
  evaluateAs<T extends Json>(
    expression: Expression,
    scopeKey: string,
    type: string,
    fits: (value: Json) => value is T,
  ): Outcome<T> {
    const outcome = this.evaluate(expression, scopeKey);
    if ('failure' in outcome) return outcome;
    if (fits(outcome.value)) return { value: outcome.value };
    const warnings =
      'feel' in expression ? feelWarnings(expression.feel, this.scope(scopeKey), this.env) : [];
    return {
      failure: failure('EXTRACT_VALUE_ERROR', evaluationProblem(expression, type, outcome.value, warnings)),
    };
  }

  setLocal(e: ElementInstance, variables: Vars): void {
    if (Object.keys(variables).length === 0) return;
    this.emit({ type: 'VARIABLES_SET', pi: e.pi, scope: e.key, elementId: e.elementId, variables });
  }

  /** Each variable goes to the nearest scope that has it, else to the process instance. */
  merge(from: string, variables: Vars): void {
    for (const [e, own] of destinations(this.state, from, variables)) this.setLocal(e, own);
  }

  fail(e: ElementInstance, f: Failure, jobKey?: string): void {
    this.emit({
      type: 'INCIDENT_CREATED',
      key: this.newKey(),
      pi: e.pi,
      elementInstanceKey: e.key,
      elementId: e.elementId,
      errorType: f.errorType,
      errorMessage: f.message,
      ...(jobKey !== undefined && { jobKey }),
    });
  }
}
