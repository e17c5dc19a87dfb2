/** The users that this device may join without asking: only where the operator opened the server, as for a demo. */
import { KithError, type User } from '@kith/client';
import { useKith, useStatus } from '@kith/client/react';
import { useCallback, useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Message } from '../../ui/message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useErrorText } from '../../words/errors.ts';
import { JoinButton } from './join-button.tsx';

type Listed = readonly User[] | KithError | null;

export function OpenUsers() {
  const t = useTranslations('home.open');
  const { listed, look } = useOpenUsers();
  const textOf = useErrorText();
  return (
    <Card title={t('title')}>
      <div className="space-y-3">
        <Message tone="warn">
          <p>{t('notice')}</p>
        </Message>
        {listed === null && <Skeleton className="h-11 w-full" />}
        {listed instanceof KithError && (
          <Message tone="bad">
            <p>{textOf(listed)}</p>
          </Message>
        )}
        {Array.isArray(listed) && listed.length === 0 && <p className="text-sm text-soft">{t('none')}</p>}
        {Array.isArray(listed) && listed.length > 0 && <UserList users={listed} />}
        <Button onClick={look}>{t('again')}</Button>
      </div>
    </Card>
  );
}

function UserList({ users }: { readonly users: readonly User[] }) {
  const t = useTranslations('home.open');
  const { compare } = new Intl.Collator(useLocale(), { numeric: true });
  const nameOf = ({ displayName, handle }: User) => displayName ?? handle;
  return (
    <ul className="divide-y divide-line">
      {users
        .toSorted((a, b) => compare(nameOf(a), nameOf(b)))
        .map((user) => (
          <li key={user.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2">
            <span className="min-w-0">
              <bdi className="font-medium break-words">{nameOf(user)}</bdi>
              {user.displayName !== null && (
                <bdi className="block text-sm break-all text-soft">@{user.handle}</bdi>
              )}
            </span>
            <JoinButton user={user} label={t('join')} />
          </li>
        ))}
    </ul>
  );
}

/** Read whenever a connection is made, and when somebody asks. */
function useOpenUsers(): { readonly listed: Listed; readonly look: () => void } {
  const kith = useKith();
  const isLive = useStatus((it) => it.name === 'live');
  const [listed, setListed] = useState<Listed>(null);
  const look = useCallback(() => {
    kith.users.list().then(setListed, (refused: unknown) => {
      if (!(refused instanceof KithError)) throw refused;
      setListed((now) => (Array.isArray(now) ? now : refused));
    });
  }, [kith]);
  useEffect(() => {
    if (isLive) look();
  }, [isLive, look]);
  return { listed, look };
}
