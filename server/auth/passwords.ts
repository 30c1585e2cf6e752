/** argon2id with OWASP's costs (19 MiB, 2 passes, 1 lane). */
import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

const COSTS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, COSTS);

let decoy: Promise<string> | undefined;

/** As slow for somebody unknown as for a wrong password, so that time tells nobody who has an account. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomPassword());
  const fits = await verify(stored ?? (await decoy), password);
  return stored !== undefined && fits;
}

/** No letters or digits that are taken for one another. About 70 bits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

export function randomPassword(length = 14): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}
