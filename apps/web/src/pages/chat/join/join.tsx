/** An invite into a chat: which chat, who invites, and the way in; or why it leads nowhere. */
import { KithError } from '@kith/client';
import type { Chats } from '@kith/client/chat';
import { useChatsDoor, usePerson } from '@kith/client/chat/react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useLocation } from 'wouter';
import { useNames } from '../../../chats/names.ts';
import { addressOf } from '../../../chats/place.ts';
import { useAction } from '../../../shell/action.ts';
import { Page } from '../../../shell/page.tsx';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Message } from '../../../ui/message.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useJoinErrorText } from './error-text.ts';

type Invited = Awaited<ReturnType<Chats['invited']>>;

export interface JoinProps {
  readonly token: string;
  /** The invite is used up, or not wanted. */
  readonly onDone: () => void;
}

export function Join({ token, onDone }: JoinProps) {
  const t = useTranslations('chat.join');
  const chats = useChatsDoor();
  const errorText = useJoinErrorText();
  const [, navigate] = useLocation();
  const [invited, setInvited] = useState<Invited | null>(null);
  const [refusal, setRefusal] = useState<KithError | null>(null);
  const ask = useCallback(() => {
    setRefusal(null);
    chats.invited(token).then(setInvited, (error: unknown) => {
      if (!(error instanceof KithError)) throw error;
      setRefusal(error);
    });
  }, [chats, token]);
  useEffect(ask, [ask]);
  const leave = () => {
    onDone();
    navigate('/chat', { replace: true });
  };
  if (refusal !== null) {
    const isOver = refusal.retry === 'never';
    return (
      <Page title={t('title')} width="narrow" step="refused">
        <Message tone={isOver ? 'warn' : 'bad'}>
          <p>{errorText(refusal)}</p>
        </Message>
        <div className="flex flex-wrap gap-2">
          {!isOver && (
            <Button tone="primary" onClick={ask}>
              {t('again')}
            </Button>
          )}
          <Button onClick={leave}>{t('toChats')}</Button>
        </div>
      </Page>
    );
  }
  if (invited === null) {
    return (
      <Page title={t('title')} width="narrow" step="asking">
        <div aria-busy="true">
          <Skeleton className="h-56 w-full" />
        </div>
      </Page>
    );
  }
  return <Invitation token={token} invited={invited} onDone={onDone} onLeave={leave} />;
}

interface InvitationProps extends JoinProps {
  readonly invited: Invited;
  readonly onLeave: () => void;
}

function Invitation({ token, invited, onDone, onLeave }: InvitationProps) {
  const t = useTranslations('chat.join');
  const chats = useChatsDoor();
  const names = useNames();
  const errorText = useJoinErrorText();
  const [, navigate] = useLocation();
  const { chat, joined } = invited;
  const by = names.ofPerson(usePerson(invited.by));
  const title = names.ofChat(chat);
  const { run, isBusy, error } = useAction(async () => {
    if (!joined) await chats.joinByInvite(token);
    navigate(addressOf({ chat: chat.id }), { replace: true });
    onDone();
  });
  return (
    <Page title={t('title')} width="narrow" step="asking">
      <Card>
        <div className="flex flex-col items-center gap-3 text-center">
          <Avatar id={chat.id} name={title} size="large" />
          <h2 className="max-w-full text-xl font-semibold break-words text-balance">
            <bdi>{title}</bdi>
          </h2>
          {chat.purpose !== null && (
            <p className="max-w-full break-words">
              <bdi>{chat.purpose}</bdi>
            </p>
          )}
          <p className="max-w-full text-soft">
            {t.rich('by', { name: () => <bdi className="font-medium break-words text-text">{by}</bdi> })}
            {' · '}
            {chat.kind === 'channel'
              ? t('channel', { count: chat.memberCount })
              : t('group', { count: chat.memberCount })}
          </p>
          {joined && <p>{t('already')}</p>}
          {error !== null && (
            <Message tone="bad">
              <p className="text-left">{errorText(error)}</p>
            </Message>
          )}
          <div className="mt-2 flex flex-wrap justify-center gap-2">
            <Button tone="primary" busy={isBusy} onClick={() => void run()}>
              {joined ? t('open') : isBusy ? t('joining') : t('join')}
            </Button>
            <Button onClick={onLeave}>{t('later')}</Button>
          </div>
        </div>
      </Card>
    </Page>
  );
}
