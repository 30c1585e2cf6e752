/**
 * (state, command, at) → events. Decides what a command leads to, up to the point where every token rests.
 *
 * Each event is applied to the given state as it is emitted, since what follows must see it; the caller keeps the
 * events. A command that does not fit gives a rejection and no event. Anything thrown is a bug: the state may then be
 * half written and has to be made anew from the journal.
 */
import { Rejection } from '../engine.ts';
import type { CommandName, Commands, Handler } from './commands/command.ts';
import { deploy } from './commands/deploy.ts';
import { due } from './commands/due.ts';
import { resolveIncident } from './commands/incidents.ts';
import { cancelInstance, createInstance, modifyInstance, setVariables } from './commands/instances.ts';
import {
  activateJobs,
  completeJob,
  failJob,
  releaseLocalJobs,
  throwError,
  updateJobRetries,
  updateJobTimeout,
} from './commands/jobs.ts';
import { publishMessage } from './commands/messages.ts';
import { migrateInstance } from './commands/migrate.ts';
import { broadcastSignal } from './commands/signals.ts';
import { correlateSubscription, startByBuffered } from './correlation.ts';
import { joinInclusive } from './elements/inclusive-gateway.ts';
import { behaviorOf } from './elements/registry.ts';
import type { EngineEvent } from './events.ts';
import { Execution, type Internal, type StepEnvironment } from './execution.ts';
import { broadcast } from './signals.ts';
import type { EngineState } from './state.ts';
import { activate, complete, enter, terminate } from './transitions.ts';

const HANDLERS: { [N in CommandName]: Handler<N> } = {
  deploy,
  createInstance,
  cancelInstance,
  modifyInstance,
  migrateInstance,
  publishMessage,
  broadcastSignal,
  activateJobs,
  completeJob,
  failJob,
  throwError,
  updateJobRetries,
  updateJobTimeout,
  setVariables,
  resolveIncident,
  due,
  releaseLocalJobs,
};

export type StepResult<N extends CommandName> =
  | { ok: true; events: EngineEvent[]; result: Commands[N]['result']; ended: Execution['ended'] }
  | { ok: false; rejection: Rejection };

export function step<N extends CommandName>(
  state: EngineState,
  command: { name: N } & Commands[N]['command'],
  env: StepEnvironment,
): StepResult<N> {
  const x = new Execution(state, env, behaviorOf);
  const result = (HANDLERS[command.name] as Handler<N>)(x, command);
  if (result instanceof Rejection) return { ok: false, rejection: result };
  run(x);
  return { ok: true, events: x.events, result, ended: x.ended };
}

/** Works off the queue; when all rests, looks whether an inclusive join in a touched scope may now go on. */
function run(x: Execution): void {
  for (let i = 0; ; ) {
    while (i < x.queue.length) internal(x, x.queue[i++]!);
    let joined = false;
    for (const key of x.touched) {
      const scope = x.get(key);
      if (scope && joinInclusive(x, scope)) {
        joined = true;
        break;
      }
      x.touched.delete(key);
    }
    if (!joined) return;
  }
}

function internal(x: Execution, c: Internal): void {
  switch (c.kind) {
    case 'activate':
      activate(x, c);
      break;
    case 'complete':
      complete(x, c.key);
      break;
    case 'terminate':
      terminate(x, c.key);
      break;
    case 'correlate':
      correlateSubscription(x, c.subscription);
      break;
    case 'broadcast':
      broadcast(x, c.name, c.variables);
      break;
    case 'start-by-message':
      startByBuffered(x, c.bpmnProcessId, c.correlationKey);
      break;
    case 'continue': {
      const e = x.get(c.key);
      if (e?.state !== 'ACTIVATING') break;
      const limit = x.overLimit();
      if (limit) x.fail(e, limit);
      else enter(x, e);
    }
  }
}
