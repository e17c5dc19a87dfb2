/** The top of what stands beside the thread: its name, and the way back to the thread alone. */
import { useTranslations } from 'use-intl/react';
import { addressOf } from '../../chats/place.ts';
import { IconLink } from '../../ui/icon-button.tsx';
import { BackIcon, CrossIcon } from '../../ui/icons.tsx';
import { headingId } from './arrival.ts';
import { PaneHeading } from './pane-heading.tsx';

export interface SideHeaderProps {
  readonly title: string;
  /** The chat that it is of; null: of all. */
  readonly chat: string | null;
  readonly isOfPage: boolean;
}

export function SideHeader({ title, chat, isOfPage }: SideHeaderProps) {
  const t = useTranslations('chat.side');
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line pr-1.5 pl-1 xl:pl-4">
      <span className="xl:hidden">
        <IconLink href={addressOf({ chat })} label={t('back')}>
          <BackIcon />
        </IconLink>
      </span>
      <PaneHeading id={headingId.side} isOfPage={isOfPage} className="flex-1 truncate">
        <span title={title}>{title}</span>
      </PaneHeading>
      <span className="hidden xl:block">
        <IconLink href={addressOf({ chat })} label={t('close')}>
          <CrossIcon />
        </IconLink>
      </span>
    </header>
  );
}
