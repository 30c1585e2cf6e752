import { broadcast } from '../signals.ts';
import type { Handler } from './command.ts';

export const broadcastSignal: Handler<'broadcastSignal'> = (x, { signalName, variables }) => ({
  key: broadcast(x, signalName, variables),
});
