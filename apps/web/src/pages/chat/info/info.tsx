/** All about the open chat: what it is, who is in it, and what one can do with it. */
import type { Chat, ChatEntry } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { lazy, Suspense } from 'react';
import { useTranslations } from 'use-intl/react';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { SideHeader } from '../side-header.tsx';
import { IsOfPage } from './part.tsx';

/** Fetched when somebody first looks; the heading, which takes focus, is there at once. */
const Parts = lazy(() => import('./parts.tsx'));

export interface InfoProps {
  readonly chat: Chat;
  readonly isOfPage: boolean;
}

/** What every part of it is given. */
export interface PartProps {
  readonly chat: Chat;
  readonly entry: ChatEntry;
}

export function Info({ chat, isOfPage }: InfoProps) {
  const t = useTranslations('chat.info');
  const entry = useReadable(chat.entry, null);
  return (
    <IsOfPage value={isOfPage}>
      <SideHeader title={t('title')} chat={chat.id} isOfPage={isOfPage} />
      {entry !== null && (
        <Suspense fallback={<PartsSkeleton />}>
          <Parts chat={chat} entry={entry} />
        </Suspense>
      )}
    </IsOfPage>
  );
}

function PartsSkeleton() {
  return (
    <div className="space-y-4 p-4" aria-busy="true">
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
