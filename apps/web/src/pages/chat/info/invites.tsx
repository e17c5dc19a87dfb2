/** The invites of a chat that are open, and a new one, whose link shows once. */
import type { Invite } from '@kith/client/chat';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../../shell/action.ts';
import { Button } from '../../../ui/button.tsx';
import { PlusIcon } from '../../../ui/icons.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useErrorText } from '../../../words/errors.ts';
import type { PartProps } from './info.tsx';
import { InviteRow } from './invite-row.tsx';
import { NewInvite } from './new-invite.tsx';
import { Part } from './part.tsx';

export function Invites({ chat }: PartProps) {
  const t = useTranslations('chat.info.invites');
  const errorText = useErrorText();
  const heading = useRef<HTMLHeadingElement>(null);
  const [invites, setInvites] = useState<readonly Invite[] | null>(null);
  const [isNew, setIsNew] = useState(false);
  const { run: look, error } = useAction(useCallback(async () => setInvites(await chat.invites()), [chat]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each chat, then by whoever changes them.
  useEffect(() => {
    void look();
  }, [chat]);
  return (
    <Part title={t('title')} headingRef={heading}>
      <p className="text-sm text-soft">{t('text')}</p>
      <Button onClick={() => setIsNew(true)}>
        <PlusIcon />
        {t('create')}
      </Button>
      {error !== null && (
        <p role="alert" className="text-sm text-bad">
          {errorText(error)}
        </p>
      )}
      {invites === null && error === null && <Skeleton className="h-12 w-full" />}
      {invites !== null && invites.length > 0 && (
        <ul className="divide-y divide-line">
          {invites.map((invite) => (
            <InviteRow
              key={invite.invite}
              chat={chat}
              invite={invite}
              onRevoked={() => {
                heading.current?.focus();
                void look();
              }}
            />
          ))}
        </ul>
      )}
      {isNew && <NewInvite chat={chat} onMade={() => void look()} onClose={() => setIsNew(false)} />}
    </Part>
  );
}
