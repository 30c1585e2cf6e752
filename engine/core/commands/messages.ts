import { correlateMessage } from '../correlation.ts';
import { reject } from '../rejection.ts';
import { pair } from '../state.ts';
import type { Handler } from './command.ts';

export const publishMessage: Handler<'publishMessage'> = (x, r) => {
  if (r.messageId)
    for (const key of x.state.messagesByName.get(pair(r.messageName, r.correlationKey)) ?? [])
      if (x.state.messages.get(key)?.messageId === r.messageId)
        return reject(
          'ALREADY_EXISTS',
          `Expected to publish a new message with id '${r.messageId}', but a message with that id was already published`,
        );
  const key = x.newKey();
  x.emit({
    type: 'MESSAGE_PUBLISHED',
    key,
    name: r.messageName,
    correlationKey: r.correlationKey,
    expiresAt: x.env.at + Math.max(0, r.timeToLive),
    ...(r.variables && { variables: r.variables }),
    ...(r.messageId && { messageId: r.messageId }),
  });
  correlateMessage(x, x.state.messages.get(key)!);
  if (r.timeToLive <= 0) x.emit({ type: 'MESSAGE_EXPIRED', message: key });
  return { key };
};
