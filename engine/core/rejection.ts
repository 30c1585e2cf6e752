import { Rejection, type RejectionCode } from '../engine.ts';

/** What a command handler returns when the command does not fit; nothing was emitted. */
export const reject = (code: RejectionCode, message: string) => new Rejection(code, message);

export const notFound = (what: string, key: string, verb: string) =>
  reject('NOT_FOUND', `Expected to ${verb} ${what} with key '${key}', but no such ${what} was found`);
