/** A rule document that comes anew into the draft of a procedure: made, or copied. */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { deskKey, ruleDeeds } from './api.ts';
import { toText } from './documents.ts';

/**
 * Adds a document to the draft of a procedure and opens its page. `make` is given the rule files there are. Throws what
 * the server refuses.
 */
export function useAddRule() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (packageId: string, make: (files: Readonly<Record<string, string>>) => { id: string }) => {
    const { released, changed, rev } = await ruleDeeds.read(packageId);
    const made = make({ ...released, ...changed });
    const view = await ruleDeeds.save(packageId, { [`rules/${made.id}.json`]: toText(made) }, rev);
    // the page that opens would find an older view in the cache, without the new document
    client.setQueryData(deskKey(packageId), view);
    void navigate(`/rules/${packageId}/${made.id}`);
  };
}

/** Whether a rule file has this id. */
export const isRuleTaken = (id: string, files: Readonly<Record<string, string>>): boolean =>
  files[`rules/${id}.json`] !== undefined;

/** `stem`, `stem-2`, `stem-3` …: the first that no rule file has. */
export function freeRuleId(stem: string, files: Readonly<Record<string, string>>): string {
  let n = 1;
  while (isRuleTaken(n === 1 ? stem : `${stem}-${n}`, files)) n += 1;
  return n === 1 ? stem : `${stem}-${n}`;
}
