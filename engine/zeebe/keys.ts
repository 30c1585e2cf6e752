/** Zeebe's keys: the partition above 51 bits of counter. */
import { Rejection } from '../engine.ts';

/**
 * The key as the gateway takes it. What cannot be a key of any partition is NOT_FOUND here already: the gateway would
 * say UNAVAILABLE, as if asking again could help.
 */
export function keyOf(key: string, what: string): string {
  if (/^[1-9]\d{0,18}$/.test(key) && BigInt(key) >> 51n > 0n && BigInt(key) < 2n ** 63n) return key;
  throw new Rejection('NOT_FOUND', `Expected to find ${what} with key '${key}', but there is none`);
}
