/** Suites that need something which a machine may lack: skipped with the reason, or, with CI=true, a failure. */
import { describe, it } from 'vitest';

/**
 * Probes a requirement before a suite is declared. True when it is there. Else a named skip stands in its place, or,
 * with `CI=true`, a failing test. `probe` returns the reason why it is missing, or undefined.
 */
export async function requirementOrSkip(
  name: string,
  probe: () => Promise<string | undefined> | string | undefined,
): Promise<boolean> {
  const missing = await probe();
  if (missing === undefined) return true;
  if (process.env.CI === 'true') {
    describe(name, () => {
      it('has what it needs', () => {
        throw new Error(`missing: ${missing}`);
      });
    });
  } else {
    describe.skip(`${name} (skipped: ${missing})`, () => {
      it('needs more than this machine has', () => undefined);
    });
    console.warn(`skipped: ${name}: ${missing}`);
  }
  return false;
}
