/** Randomness by the draw. */
import { randomBytes, randomFillSync } from 'node:crypto';

/** Each draw from the system costs more than what a vote needs of it; so they are drawn by the thousand, as `randomUUID` does. */
const pool = Buffer.alloc(8192);
let taken = pool.length;

/** Random bytes of one's own; where they were taken from is wiped. */
export function random(bytes: number): Buffer {
  if (bytes > pool.length) return randomBytes(bytes);
  if (taken + bytes > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const drawn = Buffer.from(pool.subarray(taken, taken + bytes));
  pool.fill(0, taken, taken + bytes);
  taken += bytes;
  return drawn;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const isLetter = (c: string): boolean => ALPHABET.includes(c);

/** Random letters of Crockford's base 32 (no I, L, O, U), 5 bits each. */
export function randomText(length: number): string {
  let text = '';
  for (const byte of random(length)) text += ALPHABET[byte & 31];
  return text;
}
