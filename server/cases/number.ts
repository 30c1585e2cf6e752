/** Case numbers by the package's pattern: `{year}`, `{org}`, `{seq:4}`; counted per package, organisation and year. */
import type { Op, Store } from '../store/port.ts';

export function formatNumber(pattern: string, o: { year: number; org: string; seq: number }): string {
  return pattern
    .replaceAll('{year}', String(o.year))
    .replaceAll('{org}', o.org)
    .replace(/\{seq(?::(\d+))?\}/g, (_, width?: string) => String(o.seq).padStart(Number(width ?? 1), '0'));
}

/** The next number and the op that takes it; the commit conflicts if another took it meanwhile. */
export async function nextNumber(
  store: Store,
  o: { packageId: string; orgId: string; orgName: string; year: number; pattern: string },
): Promise<{ number: string; op: Op }> {
  const id = `${o.packageId}:${o.orgId}:${o.year}`;
  const counter = await store.get<{ id: string; value: number }>('counters', id);
  const seq = (counter?.value ?? 0) + 1;
  return {
    number: formatNumber(o.pattern, { year: o.year, org: o.orgName, seq }),
    op: { op: 'put', collection: 'counters', doc: { id, value: seq }, ifRev: counter?.rev ?? 0 },
  };
}
