export const AT_ONCE = 50;

/** Runs `one` until `total` are done, `atOnce` at a time; gives how many per second. */
export async function perSecond(
  total: number,
  one: () => Promise<unknown>,
  atOnce = AT_ONCE,
): Promise<number> {
  let left = total;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await one();
    }),
  );
  return (total / (performance.now() - begin)) * 1000;
}

/** The time under which the given part of the runs stayed, in milliseconds; one run at a time. */
export async function quantile(part: number, total: number, one: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < total; i++) {
    const begin = performance.now();
    await one();
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return times[Math.min(times.length - 1, Math.floor(part * times.length))] ?? Number.NaN;
}
