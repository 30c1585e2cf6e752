import { useMemo, useRef } from 'react';
import type { Choice, ModelerContext } from '../../modeler/context.ts';
import { useRoles } from '../../people/roles.ts';
import { useBlocks, usePackageList } from '../api.ts';
import { usePackageDesk } from '../desk.ts';
import { modelerContext } from './context.ts';
import { type References, useDecisions, useReferences } from './use-references.ts';

export interface BoardContext {
  context: ModelerContext;
  references: References;
  roles: Choice[];
}

/** The board's context; the same object as long as it says the same, since the board sets itself up anew for each. */
export function useModelerContext(): BoardContext {
  const { draft } = usePackageDesk();
  const references = useReferences(draft.files);
  const decisions = useDecisions(draft.files);
  const blocks = useBlocks().data;
  const roleList = useRoles().data;
  const packageList = usePackageList().data;
  const roles = useMemo(() => (roleList ?? []).map(({ id, title }) => ({ id, title })), [roleList]);
  const bodyRoles = useMemo(
    () => (roleList ?? []).filter((r) => r.scope === 'body').map(({ id, title }) => ({ id, title })),
    [roleList],
  );
  const next = useMemo(
    () =>
      modelerContext({
        files: draft.files,
        references,
        decisions: Object.values(decisions).flat(),
        blocks: blocks ?? [],
        roles,
        bodyRoles,
        packages: (packageList ?? []).map(({ id, title }) => ({ id, title })),
      }),
    [draft.files, references, decisions, blocks, roles, bodyRoles, packageList],
  );
  const kept = useRef({ text: '', context: next });
  const text = JSON.stringify(next);
  if (text !== kept.current.text) kept.current = { text, context: next };
  return { context: kept.current.context, references, roles };
}
