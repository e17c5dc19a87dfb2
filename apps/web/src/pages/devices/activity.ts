/** What happened to the account, as far as it was read: page by page from the server, and live from then on. */
import type { Activity } from '@kith/client';
import { useKith, useRecentEvents, useStatus } from '@kith/client/react';
import { useEffect, useMemo, useState } from 'react';
import { type Action, useAction } from '../../shell/action.ts';
import type { Happened } from './log.ts';

export interface ReadActivity {
  /** The oldest first; null: nothing was read yet. */
  readonly events: readonly Happened[] | null;
  /** There is more to be read. */
  readonly hasOlder: boolean;
  readonly read: Action<[]>;
}

export function useActivity(): ReadActivity {
  const { devices } = useKith();
  const isLive = useStatus(({ name }) => name === 'live');
  const recent = useRecentEvents();
  const [pages, setPages] = useState<readonly Activity[]>([]);
  const last = pages.at(-1);
  const read = useAction(async () => {
    const page = await devices.activity(last?.next ?? undefined);
    setPages([...pages, page]);
  });
  const isWanted = isLive && pages.length === 0 && !read.isBusy && read.error === null;
  useEffect(() => {
    if (isWanted) void read.run();
  }, [isWanted, read.run]);
  const isComing = pages.length === 0 && isLive;
  const events = useMemo(() => (isComing ? null : merged(pages, recent)), [isComing, pages, recent]);
  return { events, hasOlder: typeof last?.next === 'number', read };
}

/** What was read, and what was told since; each once. */
export function merged(pages: readonly Activity[], recent: readonly Happened[]): readonly Happened[] {
  const known = new Map<number, Happened>();
  for (const { events } of pages) for (const it of events) known.set(it.seq, { ...it, topic: 'user:' });
  for (const it of recent) if (it.topic.startsWith('user:')) known.set(it.seq, it);
  return [...known.values()].sort((a, b) => a.seq - b.seq);
}
