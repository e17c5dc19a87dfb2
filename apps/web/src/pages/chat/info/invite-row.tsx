/** One open invite: by whom, how long it holds, how often it can be used; and its end. */
import type { Chat, Invite } from '@kith/client/chat';
import { usePerson } from '@kith/client/chat/react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { useAction } from '../../../shell/action.ts';
import { Button } from '../../../ui/button.tsx';
import { Time } from '../../../ui/time.tsx';
import { useErrorText } from '../../../words/errors.ts';

export interface InviteRowProps {
  readonly chat: Chat;
  readonly invite: Invite;
  readonly onRevoked: () => void;
}

export function InviteRow({ chat, invite, onRevoked }: InviteRowProps) {
  const t = useTranslations('chat.info.invites');
  const names = useNames();
  const errorText = useErrorText();
  const by = names.ofPerson(usePerson(invite.by));
  const { expiresAt, usesLeft } = invite;
  const { run, isBusy, error } = useAction(async () => {
    await chat.revokeInvite(invite.invite);
    onRevoked();
  });
  return (
    <li className="flex items-center gap-3 py-2 text-sm">
      <div className="min-w-0 flex-1">
        <p className="break-words">{t.rich('by', { name: () => <bdi className="font-medium">{by}</bdi> })}</p>
        <p className="text-soft">
          {expiresAt === null ? t('forGood') : t.rich('until', { time: () => <Time at={expiresAt} /> })}
          {usesLeft !== null && <> · {t('uses', { count: usesLeft })}</>}
        </p>
        {error !== null && (
          <p role="alert" className="text-bad">
            {errorText(error)}
          </p>
        )}
      </div>
      <Button
        tone="quiet"
        className="px-3 text-bad hover:text-bad-strong"
        busy={isBusy}
        aria-label={t('revokeOf', { name: by })}
        onClick={() => void run()}
      >
        {t('revoke')}
      </Button>
    </li>
  );
}
