/** The inbox: what concerns the person, newest first, by days. Looking at it is enough: it is seen on all devices. */
import { ChatsProvider, useChatsDoor, useInbox } from '@kith/client/chat/react';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useOpenedChats } from '../../chats/opened.ts';
import { useAction } from '../../shell/action.ts';
import { Gate } from '../../shell/gate.tsx';
import { Page } from '../../shell/page.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Message } from '../../ui/message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useErrorText } from '../../words/errors.ts';
import { DayHeading } from './day-heading.tsx';
import { byDays } from './days.ts';
import { EntryRow } from './entry-row.tsx';

export default function InboxPage() {
  return (
    <Gate needs="user">
      <Opened />
    </Gate>
  );
}

function Opened() {
  const t = useTranslations('inbox');
  const chats = useOpenedChats(true);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="max-w-3xl space-y-4">
        {chats === null ? (
          <Loading />
        ) : (
          <ChatsProvider chats={chats}>
            <Entries />
          </ChatsProvider>
        )}
      </div>
    </Page>
  );
}

function Loading() {
  return (
    <div className="space-y-3" aria-busy="true">
      <Skeleton className="h-5 w-24" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-20 w-full" />
    </div>
  );
}

const _unknown = { entries: [], unseen: 0, hasMore: false, isLoaded: false };

function Entries() {
  const t = useTranslations('inbox');
  const chats = useChatsDoor();
  const errorText = useErrorText();
  const { entries, unseen, hasMore, isLoaded } = useInbox();
  const more = useAction(() => chats.moreInbox());
  // What was new when one came keeps its mark until one leaves.
  const [fresh, setFresh] = useState<ReadonlySet<number>>(new Set());
  const isNews = entries.some(({ isNew, at }) => isNew && !fresh.has(at));
  if (isNews) setFresh(new Set([...fresh, ...entries.filter((it) => it.isNew).map(({ at }) => at)]));
  useEffect(() => {
    const look = () => {
      if (unseen > 0 && document.visibilityState === 'visible') chats.markInboxSeen();
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [chats, unseen]);
  const days = useMemo(() => byDays(entries), [entries]);
  if (!isLoaded) return <Loading />;
  if (entries.length === 0) {
    return (
      <Card>
        <p className="font-medium">{t('empty')}</p>
        <p className="mt-1 mb-4 text-sm text-soft">{t('emptyText')}</p>
        <ButtonLink href="/chat">{t('toChats')}</ButtonLink>
      </Card>
    );
  }
  return (
    <>
      {days.map(({ day, entries: ofDay }) => (
        <section key={day} aria-labelledby={`inbox-${day}`} className="space-y-2">
          <DayHeading id={`inbox-${day}`} day={day} />
          <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line bg-card">
            {ofDay.map((entry) => (
              <EntryRow
                key={`${entry.at} ${entry.kind} ${entry.chat.id}`}
                entry={entry}
                isNew={fresh.has(entry.at)}
              />
            ))}
          </ul>
        </section>
      ))}
      {more.error !== null && (
        <Message tone="bad">
          <p>{errorText(more.error)}</p>
        </Message>
      )}
      {hasMore && (
        <Button busy={more.isBusy} onClick={() => void more.run()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
