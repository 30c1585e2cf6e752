import type { PublicItem } from '../../server/publications/schemas.ts';

/** Status in words; the colour only repeats it. */
export function Status({ of }: { of: PublicItem['status'] }) {
  return <span className={`p-status p-status-${of.tone}`}>{of.title}</span>;
}
