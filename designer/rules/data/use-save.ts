import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { messageOf } from '../../api/problem.ts';
import { type DataPlace, dataDeeds, dataKey } from './api.ts';
import { useText } from './text.ts';

type Save = Parameters<typeof dataDeeds.save>[1];

/** Saves a version and gives it back; what was refused stays on the page with its places. */
export function useSave(place: DataPlace) {
  const t = useText();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const save = async (o: Save) => {
    setSaving(true);
    setProblem(undefined);
    try {
      const next = await dataDeeds.save(place, o);
      client.setQueryData(dataKey(place), next);
      await client.invalidateQueries({
        queryKey: ['evaluations'],
        predicate: (q) => q.queryKey[1] !== 'data',
      });
      message.success(t('已保存为第 {n} 版', { n: next.version }));
      return next;
    } catch (error) {
      setProblem(error);
      message.error(messageOf(error));
      return undefined;
    } finally {
      setSaving(false);
    }
  };
  return { save, saving, problem };
}
