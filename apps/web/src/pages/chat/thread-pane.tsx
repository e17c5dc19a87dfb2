/** The open chat: its header, what must be said about it, and its messages; or that it is not there. */
import type { Chat } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useReadable } from '@kith/client/react';
import { lazy, Suspense, useState } from 'react';
import type { Place } from '../../chats/place.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Gone } from './header/gone.tsx';
import { Header } from './header/header.tsx';

const Thread = lazy(() => import('./thread/thread.tsx'));

export interface ThreadPaneProps {
  readonly chat: Chat;
  readonly place: Place;
  readonly isOfPage: boolean;
}

export function ThreadPane({ chat, place, isOfPage }: ThreadPaneProps) {
  const chats = useChatsDoor();
  const entry = useReadable(chat.entry, null);
  const isLoaded = useReadable(chats.isLoaded, false);
  // What was open a moment ago is called by its name when it is gone.
  const [last, setLast] = useState(entry);
  if (entry !== null && entry !== last) setLast(entry);
  if (entry === null && isLoaded) return <Gone last={last} isOfPage={isOfPage} />;
  if (entry === null) return <ThreadSkeleton />;
  return (
    <>
      <Header entry={entry} place={place} isOfPage={isOfPage} />
      <Suspense fallback={<ThreadSkeleton />}>
        <Thread chat={chat.id} at={place.message} />
      </Suspense>
    </>
  );
}

function ThreadSkeleton() {
  return (
    <div className="flex flex-1 flex-col justify-end gap-3 p-4" aria-busy="true">
      <Skeleton className="h-10 w-3/5 rounded-2xl" />
      <Skeleton className="h-16 w-2/5 rounded-2xl" />
      <Skeleton className="ml-auto h-10 w-1/2 rounded-2xl" />
      <Skeleton className="h-11 w-full" />
    </div>
  );
}
