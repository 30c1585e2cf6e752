/**
 * Live changes: one stream of server-sent events per page; a topic that arrives makes the queries under it stale.
 * Topics: `tasks`, `notices`, `case:<id>`.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { withQuery } from './client.ts';
import { useSessionEnded } from './session.ts';

/** How long to wait when the server refused the stream (it is starting anew, say); the browser does not ask again then. */
const PAUSE_MS = 15_000;

/** Query keys that a topic makes stale. */
export function keysOf(topic: string): string[][] {
  const [kind = '', id] = topic.split(':');
  if (kind === 'case' && id)
    return [
      ['cases', id],
      ['cases', 'list'],
    ];
  // who is to vote is told by a notice
  if (kind === 'notices') return [['notices'], ['ballots', 'mine']];
  return [[kind]];
}

/** Whether the stream is open now; false while the browser reconnects. */
export function useServerEvents(topics: string[]): boolean {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const key = topics.join(',');
  const lost = useRef(false);
  const ended = useSessionEnded();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the stream anew
  useEffect(() => {
    const wanted = key.split(',').filter((t) => t !== '');
    if (wanted.length === 0 || ended) return;
    let pause: ReturnType<typeof setTimeout> | undefined;
    const source = new EventSource(withQuery('/api/events', { topics: key }));
    const refresh = (topic: string) => {
      for (const queryKey of keysOf(topic)) void client.invalidateQueries({ queryKey });
    };
    source.onopen = () => {
      setOpen(true);
      // What happened while the stream was down (or before it was open, for a case) was not heard.
      wanted.filter((t) => lost.current || t.startsWith('case:')).forEach(refresh);
      lost.current = false;
    };
    source.onerror = () => {
      lost.current = true;
      setOpen(false);
      if (source.readyState === EventSource.CLOSED)
        pause = setTimeout(() => setAttempt((n) => n + 1), PAUSE_MS);
    };
    source.onmessage = (event) => {
      try {
        const { topic } = JSON.parse(event.data as string) as { topic?: string };
        if (topic) refresh(topic);
      } catch {
        // A frame that is no JSON is a heartbeat.
      }
    };
    return () => {
      clearTimeout(pause);
      source.close();
    };
  }, [client, key, ended, attempt]);
  return open;
}
