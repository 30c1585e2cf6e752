/**
 * An attacker who has the database file, its log, and the program's logs, and wants to know who voted what. Every order
 * that these show of the voters is paired with every order that they show of the votes.
 */

/** Where each text stands, first and last; Infinity and -1 where it does not. */
export function placesIn(bytes: Buffer, needles: readonly string[]): { first: number[]; last: number[] } {
  const at = needles.map((n) => Buffer.from(n));
  return {
    first: at.map((n) => {
      const found = bytes.indexOf(n);
      return found < 0 ? Number.POSITIVE_INFINITY : found;
    }),
    last: at.map((n) => bytes.lastIndexOf(n)),
  };
}

const orderBy = (keys: readonly (number | string)[]): number[] =>
  keys
    .map((key, i) => ({ key, i }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ i }) => i);

export type Trail = Record<string, readonly (number | string)[]>;

/**
 * Of n voters and their n votes (the i-th cast the i-th): how many are joined rightly by the best of all pairings, each order
 * also read backwards. Chance joins about one in each pairing.
 */
export function bestGuess(voters: Trail, votes: Trail): { right: number; by: string } {
  let best = { right: 0, by: 'nothing' };
  for (const [a, x] of Object.entries(voters)) {
    for (const [b, y] of Object.entries(votes)) {
      const [p, q] = [orderBy(x), orderBy(y)];
      for (const [how, r] of [
        ['', q],
        [', backwards', [...q].reverse()],
      ] as const) {
        const right = p.filter((who, i) => r[i] === who).length;
        if (right > best.right) best = { right, by: `${a} with ${b}${how}` };
      }
    }
  }
  return best;
}
