/** Receipts of a round, as people look theirs up. */

/** As typed by hand: case, blanks and dashes do not count, nor what looks alike (letters of Crockford's base 32). */
export const readReceipt = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** `7KQ2-M0PX-41ZC`: three groups of four are copied from paper with fewer slips. */
export const inFours = (receipt: string): string => receipt.replaceAll(/(.{4})(?=.)/g, '$1-');

/** By first letter; `receipts` are in the order of their letters. */
export function byLetter(receipts: readonly string[]): { letter: string; receipts: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const r of receipts) {
    const letter = r.slice(0, 1);
    groups.set(letter, [...(groups.get(letter) ?? []), r]);
  }
  return [...groups].map(([letter, list]) => ({ letter, receipts: list }));
}
