/** The parties of a case (主办、会办、代表), from the routed fields that the manifest names. */
import type { Release } from '../packages/release.ts';
import type { Case } from './collections.ts';

const text = (v: unknown) => (typeof v === 'string' && v !== '' ? v : undefined);
const texts = (v: unknown): string[] =>
  (Array.isArray(v) ? v : [v]).filter((x): x is string => typeof x === 'string' && x !== '');

/** What changes in the parties when these fields were filled in; a field that is not among them changes nothing. */
export function partiesFrom(
  release: Release,
  fields: Record<string, unknown>,
  before: Pick<Case, 'lead' | 'helpers' | 'deputies'>,
): Pick<Case, 'helpers' | 'deputies'> & { lead: string | undefined } {
  const { lead, helpers, deputies } = release.manifest.parties;
  const has = (name: string | undefined): name is string => name !== undefined && Object.hasOwn(fields, name);
  const named = deputies.filter(has);
  return {
    lead: has(lead) ? text(fields[lead]) : before.lead,
    helpers: has(helpers) ? texts(fields[helpers]) : before.helpers,
    deputies: named.length
      ? [...new Set([...before.deputies, ...named.flatMap((n) => texts(fields[n]))])]
      : before.deputies,
  };
}
