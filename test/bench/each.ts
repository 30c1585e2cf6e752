/** One after another; one that fails keeps no other from its figures. Gives the names of those that failed. */
export async function runEach(
  kinds: readonly (readonly [name: string, run: () => unknown])[],
): Promise<string[]> {
  const failed: string[] = [];
  for (const [name, run] of kinds) {
    console.log(`\n# ${name}`);
    try {
      await run();
    } catch (error) {
      console.error(`${name} failed:`, error);
      failed.push(name);
    }
  }
  return failed;
}
