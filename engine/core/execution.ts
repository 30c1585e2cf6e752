/**
 * One run of `step`: emits events (each is applied at once, so that what follows sees it) and works off the internal
 * commands that they lead to, first in, first out, as Zeebe's log does, until all tokens rest.
 */
import type { Json } from '../engine.ts';
import { apply } from './apply.ts';
import type { ElementModel, Expression, ProcessModel } from './bpmn/model.ts';
import type { RequirementsModel } from './dmn/index.ts';
import type { Behavior } from './elements/behavior.ts';
import type { EngineEvent, Trigger } from './events.ts';
import { type Failure, failure, type Outcome } from './failure.ts';
import {
  evaluateFeel,
  FEEL_STEPS,
  type FeelEnvironment,
  type FeelResult,
  type FeelScope,
  feelWarnings,
} from './feel/index.ts';
import { sizeOf } from './json.ts';
import { evaluationProblem } from './messages.ts';
import type { ElementInstance, EngineState, Vars } from './state.ts';
import { destinations, ScopeView } from './variables.ts';

/** Looks up the model of a definition by its key; must know every deployed one. */
export type Models = (definitionKey: string) => ProcessModel | undefined;

export interface StepLimits {
  /** Elements that one command may activate before the rest waits in incidents. */
  maxActivations: number;
  /** Characters of variables that one command may write before the rest waits in incidents. */
  maxWritten: number;
}

export const DEFAULT_STEP_LIMITS: StepLimits = { maxActivations: 10_000, maxWritten: 50_000_000 };

export interface StepEnvironment {
  models: Models;
  /** Looks up a decision requirements graph by its key; must know every deployed one. */
  requirements: (key: string) => RequirementsModel | undefined;
  /** Epoch milliseconds. */
  at: number;
  zone: string;
  limits: StepLimits;
  /** See `FeelEnvironment.guard`. */
  guard?: FeelEnvironment['guard'];
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
      /** Local ones that it begins with. */
      variables?: Vars;
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
  #written = 0;
  readonly #feel: FeelEnvironment;
  #nextKey: number;

  constructor(state: EngineState, env: StepEnvironment, behavior: (e: ElementInstance) => Behavior) {
    this.state = state;
    this.env = env;
    this.behavior = behavior;
    this.#nextKey = state.nextKey;
    this.#feel = {
      at: env.at,
      zone: env.zone,
      budget: { left: FEEL_STEPS },
      ...(env.guard && { guard: env.guard }),
    };
  }

  emit(event: EngineEvent): void {
    if (event.type === 'VARIABLES_SET') this.#written += sizeOf(event.variables, Infinity);
    else if (event.type === 'LOOP_OUTPUT_SET') this.#written += sizeOf(event.value, Infinity);
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

  /** FEEL within the budget that the expressions of this command share. */
  feel(expression: string, scope: FeelScope): FeelResult {
    return evaluateFeel(expression, scope, this.#feel);
  }

  evaluate(expression: Expression, scopeKey: string): Outcome<Json> {
    if ('text' in expression) return { value: expression.text };
    const result = this.feel(expression.feel, this.scope(scopeKey));
    if (result.ok) return { value: result.value };
    return {
      failure: failure(
        result.exceeded ? 'EXECUTION_LIMIT_EXCEEDED' : 'EXTRACT_VALUE_ERROR',
        `Expected to evaluate expression '${expression.feel}' but it failed: ${result.message}`,
      ),
    };
  }

  /** Counts one more element; a failure once this command has done more than one may. */
  overLimit(): Failure | undefined {
    const { maxActivations, maxWritten } = this.env.limits;
    const found =
      ++this.activations > maxActivations
        ? `activated more than ${maxActivations} elements`
        : this.#written > maxWritten && `wrote more than ${maxWritten} characters of variables`;
    return found
      ? failure('EXECUTION_LIMIT_EXCEEDED', `one command ${found}; resolve the incident to go on`)
      : undefined;
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
      'feel' in expression ? feelWarnings(expression.feel, this.scope(scopeKey), this.#feel) : [];
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
