import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { messageOf } from '../api/problem.ts';

/** Runs deeds on a case one at a time, tells how they went and makes what shows cases stale. */
export function useCaseDeed() {
  const client = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: ['cases'] });
  const run = async (deed: () => Promise<unknown>, told: string) => {
    setBusy(true);
    try {
      await deed();
      message.success(told);
    } catch (error) {
      message.error(messageOf(error));
    }
    await refresh();
    setBusy(false);
  };
  return { run, busy, refresh };
}
