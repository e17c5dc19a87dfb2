/** The way to the newest messages, with how many of them were not read. */
import { useTranslations } from 'use-intl/react';
import { DownIcon } from '../icons.tsx';

export interface JumpProps {
  readonly unread: number;
  readonly onJump: () => void;
}

export function Jump({ unread, onJump }: JumpProps) {
  const t = useTranslations('thread');
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute end-4 bottom-3 z-10 flex min-h-10 touch:min-h-11 items-center gap-2 rounded-full border border-line-strong bg-card px-4 text-sm font-medium shadow-md hover:bg-sunken"
    >
      <DownIcon className="size-4" />
      {unread === 0 ? t('jump') : t('jumpUnread', { count: unread })}
    </button>
  );
}
