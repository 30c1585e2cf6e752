import type { ElementModel } from '../bpmn/model.ts';
import type { Execution } from '../execution.ts';
import type { Failure } from '../failure.ts';
import type { ElementInstance } from '../state.ts';

/**
 * What one kind of element does with a token. Each method decides by emitting events and leaving internal commands;
 * a returned failure becomes an incident, and resolving it calls the same method again.
 */
export interface Behavior {
  /** From ACTIVATING: to ACTIVATED (waiting, or with a `complete` left for later), or a failure. */
  activate(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined;
  /** From COMPLETING: to COMPLETED, or a failure. */
  complete(x: Execution, e: ElementInstance, m: ElementModel): Failure | undefined;
  /**
   * From TERMINATING, when jobs, timers and subscriptions are gone. True: nothing runs inside any more; false: it waits
   * for what it is ending. Absent: nothing runs inside.
   */
  terminate?(x: Execution, e: ElementInstance, m: ElementModel): boolean;
  /** Of a scope: a child is done; the flows that it took have their tokens. `e` is the scope. */
  childCompleted?(x: Execution, e: ElementInstance, m: ElementModel, child: ElementInstance): void;
  /** Of a scope: before a child that is done leaves the state. */
  beforeChildCompleted?(
    x: Execution,
    e: ElementInstance,
    m: ElementModel,
    child: ElementInstance,
  ): Failure | undefined;
  /** Of a scope that is not itself ending: a child was ended, or one that was to come does not. */
  childTerminated?(x: Execution, e: ElementInstance, m: ElementModel): void;
  /** Of a scope: gives a new child what it needs before its own `activate`. */
  childActivating?(
    x: Execution,
    e: ElementInstance,
    m: ElementModel,
    child: ElementInstance,
  ): Failure | undefined;
}
