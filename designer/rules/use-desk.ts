/** One rule file on the desk: what is typed, what is saved, what is in force; saving never overwrites somebody else's. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { ApiProblem } from '../api/problem.ts';
import { deskKey, type RuleDeskView, ruleDeeds } from './api.ts';

export interface Desk {
  view: RuleDeskView;
  file: string;
  text: string;
  setText: (next: string) => void;
  /** Text in force. */
  released: string | undefined;
  /** Not yet saved. */
  dirty: boolean;
  saving: boolean;
  conflict: ApiProblem | undefined;
  /** The view after saving; undefined when somebody else was first. Throws what else went wrong. */
  save: () => Promise<RuleDeskView | undefined>;
  discard: () => Promise<void>;
  /** Gives up what is changed in this file, and in no other. */
  undo: () => Promise<void>;
  /** Begins anew from what the server has; `keep`: with what is typed, over it. */
  restart: (view: RuleDeskView, keep?: boolean) => void;
  closeConflict: () => void;
}

const savedText = (view: RuleDeskView, file: string): string =>
  view.changed[file] ?? view.released[file] ?? '';

export function useDesk(first: RuleDeskView, file: string): Desk {
  const client = useQueryClient();
  const [view, setView] = useState(first);
  const [text, setText] = useState(() => savedText(first, file));
  const [saving, setSaving] = useState(false);
  const [conflict, setConflict] = useState<ApiProblem>();
  const { packageId } = view;
  const restart = useCallback(
    (next: RuleDeskView, keep = false) => {
      setView(next);
      if (!keep) setText(savedText(next, file));
      setConflict(undefined);
      client.setQueryData(deskKey(packageId), next);
    },
    [client, file, packageId],
  );
  const save = async () => {
    setSaving(true);
    try {
      const next = await ruleDeeds.save(packageId, { [file]: text }, view.rev);
      setView(next);
      client.setQueryData(deskKey(packageId), next);
      return next;
    } catch (error) {
      if (!(error instanceof ApiProblem && error.status === 409)) throw error;
      setConflict(error);
      return undefined;
    } finally {
      setSaving(false);
    }
  };
  const dirty = text !== savedText(view, file);
  // What was read anew (the first view may have been an older one, kept) is taken over where nothing is typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only news from the server, not the page's own steps
  useEffect(() => {
    if (!dirty && !saving && first.rev !== view.rev) restart(first);
  }, [first]);
  const discard = async () => {
    if (view.rev > 0) restart(await ruleDeeds.discard(packageId, view.rev));
    else setText(savedText(view, file));
  };
  const undo = async () => {
    if (view.changed[file] === undefined) setText(savedText(view, file));
    else restart(await ruleDeeds.undo(packageId, file, view.rev));
  };
  return {
    ...{ view, file, text, setText, dirty, saving, conflict, save, discard, undo, restart },
    released: view.released[file],
    closeConflict: () => setConflict(undefined),
  };
}
