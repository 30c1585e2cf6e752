/** How each kind of intent reaches the engine. A handler must be idempotent: after a crash it is tried again. */
import { type Engine, type EngineReads, Rejection, type Variables } from '../../engine/engine.ts';
import type { Intent } from './collections.ts';

/** `fresh`: the first try, right after the commit; else it may have reached the engine already. */
export type IntentHandler = (intent: Intent, o: { fresh: boolean }) => Promise<void>;

/** NOT_FOUND means already done or cancelled: the history tells which, the intent is over either way. */
async function once(deed: () => Promise<unknown>, also: string[] = []): Promise<void> {
  try {
    await deed();
  } catch (error) {
    if (error instanceof Rejection && (error.code === 'NOT_FOUND' || also.includes(error.code))) return;
    throw error;
  }
}

/** The kinds that every feature shares; a feature adds its own by `intents.handle(kind, …)`. */
export function engineHandlers(engine: Engine & EngineReads): Record<string, IntentHandler> {
  return {
    completeJob: ({ payload }) =>
      once(() =>
        engine.completeJob({
          jobKey: payload.jobKey as string,
          variables: (payload.variables ?? {}) as Variables,
        }),
      ),
    publishMessage: ({ id, payload }) =>
      once(
        () =>
          engine.publishMessage({
            name: payload.name as string,
            correlationKey: payload.correlationKey as string,
            variables: (payload.variables ?? {}) as Variables,
            timeToLive: (payload.timeToLive as number | undefined) ?? 86_400_000,
            messageId: id,
          }),
        ['ALREADY_EXISTS'],
      ),
    cancelInstance: ({ payload }) =>
      once(() => engine.cancelProcessInstance(payload.processInstanceKey as string)),
    setVariables: ({ payload }) =>
      once(() =>
        engine.setVariables({
          elementInstanceKey: payload.elementInstanceKey as string,
          variables: payload.variables as Variables,
        }),
      ),
    /** Moves the token; over when the element instance that is to be left has ended. */
    modifyInstance: ({ payload }) =>
      once(
        () =>
          engine.modifyProcessInstance({
            processInstanceKey: payload.processInstanceKey as string,
            activateInstructions: [
              {
                elementId: payload.activate as string,
                ...(payload.ancestor ? { ancestorElementInstanceKey: payload.ancestor as string } : {}),
              },
            ],
            terminateInstructions: [{ elementInstanceKey: payload.terminate as string }],
          }),
        ['INVALID_STATE'],
      ),
  };
}
