/** What stands between two people of a direct chat: a request that is not answered, or a block. */
import type { Chat, ChatEntry } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useReadable, useUser } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { useLocation } from 'wouter';
import { useNames } from '../../../chats/names.ts';
import { useAction } from '../../../shell/action.ts';
import { Button } from '../../../ui/button.tsx';
import { useErrorText } from '../../../words/errors.ts';

const bar =
  'flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-accent-wash px-4 py-2.5 text-sm';

export interface StandingProps {
  readonly chat: Chat;
  readonly entry: ChatEntry;
}

export function Standing({ chat, entry }: StandingProps) {
  const t = useTranslations('chat.standing');
  const names = useNames();
  const chats = useChatsDoor();
  const own = useUser()?.id;
  const blocked = useReadable(chats.blocked, []);
  const partner = entry.partner;
  if (partner === null || partner.id === own) return null;
  const name = names.ofPerson(partner);
  if (blocked.includes(partner.id)) {
    return (
      <section aria-label={t('blockedTitle')} className={bar}>
        <p className="min-w-40 flex-1">
          {t.rich('blocked', { name: () => <bdi className="font-medium">{name}</bdi> })}
        </p>
        <Button onClick={() => chats.unblock(partner.id)}>{t('unblock')}</Button>
      </section>
    );
  }
  return entry.isRequest ? <Asked chat={chat} user={partner.id} name={name} /> : null;
}

interface AskedProps {
  readonly chat: Chat;
  readonly user: string;
  readonly name: string;
}

/** Whoever answers accepts too; whoever blocks has done with it. */
function Asked({ chat, user, name }: AskedProps) {
  const t = useTranslations('chat.standing');
  const chats = useChatsDoor();
  const errorText = useErrorText();
  const [, navigate] = useLocation();
  const { run, isBusy, error } = useAction(() => chat.accept());
  return (
    <section aria-label={t('requestTitle')} className={bar}>
      <p className="min-w-40 flex-1">
        {t.rich('request', { name: () => <bdi className="font-medium">{name}</bdi> })}
        {error !== null && (
          <span role="alert" className="block text-bad">
            {errorText(error)}
          </span>
        )}
      </p>
      <span className="flex flex-wrap gap-2">
        <Button tone="primary" busy={isBusy} onClick={() => void run()}>
          {t('accept')}
        </Button>
        <Button
          tone="danger"
          onClick={() => {
            chats.block(user);
            navigate('/chat');
          }}
        >
          {t('block')}
        </Button>
      </span>
    </section>
  );
}
