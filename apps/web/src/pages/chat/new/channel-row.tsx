/** A channel that was discovered. */
import { useChatsDoor } from '@kith/client/chat/react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../../shell/action.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { useErrorText } from '../../../words/errors.ts';
import type { Channel } from './found.ts';

export interface ChannelRowProps {
  readonly channel: Channel;
  readonly onOpen: (chat: string) => void;
}

export function ChannelRow({ channel, onOpen }: ChannelRowProps) {
  const t = useTranslations('chat.discover');
  const chats = useChatsDoor();
  const errorText = useErrorText();
  const { id, purpose, memberCount, joined } = channel;
  const title = channel.title ?? '';
  const { run, isBusy, error } = useAction(async () => {
    if (!joined) await chats.join(id);
    onOpen(id);
  });
  return (
    <li className="flex flex-wrap items-start justify-end gap-3 py-3">
      <Avatar id={id} name={title} />
      <div className="min-w-36 flex-1">
        <p className="font-medium break-words">
          <bdi>{title}</bdi>
        </p>
        {purpose !== null && (
          <p className="break-words text-soft">
            <bdi>{purpose}</bdi>
          </p>
        )}
        <p className="text-soft">{t('members', { count: memberCount })}</p>
        {error !== null && (
          <p role="alert" className="text-bad">
            {error.code === 'forbidden' ? t('banned') : errorText(error)}
          </p>
        )}
      </div>
      <Button
        tone={joined ? 'plain' : 'primary'}
        busy={isBusy}
        aria-label={joined ? t('openOf', { title }) : t('joinOf', { title })}
        onClick={() => void run()}
      >
        {joined ? t('open') : t('join')}
      </Button>
    </li>
  );
}
