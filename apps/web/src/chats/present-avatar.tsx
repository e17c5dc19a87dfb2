/** The sign of a person or a chat, with how the person is present at its corner. */
import type { ChatEntry } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { Avatar, type AvatarProps } from '../ui/avatar.tsx';

export interface PresentAvatarProps extends AvatarProps {
  /** Null: nobody's. */
  readonly presence: ChatEntry['presence'];
}

const dots = {
  online: 'border-good bg-good',
  away: 'border-warn bg-card',
  offline: '',
} as const;

export function PresentAvatar({ presence, ...avatar }: PresentAvatarProps) {
  const t = useTranslations('shell.presence');
  return (
    <span className="relative shrink-0">
      <Avatar {...avatar} />
      {presence !== null && presence !== 'offline' && (
        <span
          aria-hidden="true"
          className={`absolute right-0 bottom-0 size-3 rounded-full border-2 outline-2 outline-card ${dots[presence]}`}
        />
      )}
      {presence !== null && <span className="sr-only">{t(presence)}</span>}
    </span>
  );
}
