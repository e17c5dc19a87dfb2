/** Asks before one leaves a chat. Its last owner names another one first, and the last member ends it. */
import type { Member } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { useReadable, useUser } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../chats/names.ts';
import { useAction } from '../../shell/action.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';
import { HeirChoice } from './heir-choice.tsx';

export interface LeavingProps {
  readonly chat: string;
  readonly onClose: () => void;
}

const unknown = { list: [], hasMore: false, isLoaded: false };

export function Leaving({ chat: id, onClose }: LeavingProps) {
  const t = useTranslations('chat.leaving');
  const chat = useChatsDoor().chat(id);
  const names = useNames();
  const errorText = useErrorText();
  const own = useUser()?.id;
  const entry = useReadable(chat.entry, null);
  const { list } = useReadable(chat.members, unknown);
  const [heir, setHeir] = useState<string | null>(null);
  // The server says so where not all members are known here.
  const [isRefused, setIsRefused] = useState(false);
  const { run, isBusy, error } = useAction(
    async () => {
      if (heir !== null) await chat.setRole(heir, 'owner');
      await chat.leave();
      onClose();
    },
    ({ code }) => setIsRefused(code === 'conflict'),
  );
  if (entry === null) return null;
  const kind = entry.kind === 'channel' ? 'channel' : 'group';
  const isLast = entry.memberCount === 1;
  const others = list.filter(({ user }) => user.id !== own);
  const mustName = !isLast && (isRefused || isLastOwner(entry.role, others));
  const name = () => <bdi className="font-medium break-words">{names.ofChat(entry)}</bdi>;
  return (
    <Dialog
      title={t('title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('stay')}</Button>
          <Button tone="danger" busy={isBusy} off={mustName && heir === null} onClick={() => void run()}>
            {mustName ? t('handOver') : t('leave')}
          </Button>
        </>
      }
    >
      <p>{isLast ? t.rich('last', { name }) : t.rich(`text.${kind}`, { name })}</p>
      {mustName && <HeirChoice members={others} heir={heir} onChoose={setHeir} />}
      {error !== null && error.code !== 'conflict' && (
        <Message tone="bad">
          <p>{errorText(error)}</p>
        </Message>
      )}
    </Dialog>
  );
}

function isLastOwner(role: Member['role'], others: readonly Member[]): boolean {
  return role === 'owner' && others.length > 0 && !others.some((it) => it.role === 'owner');
}
