/** The top of an open chat: what it is called, who is there, and the ways to its search and its information. */
import type { ChatEntry } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { signOf, useNames } from '../../../chats/names.ts';
import { addressOf, type Place, type Side } from '../../../chats/place.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { IconLink } from '../../../ui/icon-button.tsx';
import { BackIcon, InfoIcon, SearchIcon } from '../../../ui/icons.tsx';
import { headingId, openerId } from '../arrival.ts';
import { PaneHeading } from '../pane-heading.tsx';
import { StateLine } from './state-line.tsx';

export interface HeaderProps {
  readonly entry: ChatEntry;
  readonly place: Place;
  readonly isOfPage: boolean;
}

export function Header({ entry, place, isOfPage }: HeaderProps) {
  const t = useTranslations('chat.header');
  const names = useNames();
  const name = names.ofChat(entry);
  const toggle = (side: Side) => addressOf({ chat: entry.id, side: place.side === side ? null : side });
  const look = (side: Side) => (place.side === side ? 'bg-accent-wash text-accent-strong' : '');
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line bg-card pr-1 pl-1 sm:pr-2 md:pl-4">
      <span className="md:hidden">
        <IconLink href="/chat" label={t('back')}>
          <BackIcon />
        </IconLink>
      </span>
      <Link
        href={toggle('info')}
        tabIndex={-1}
        aria-hidden="true"
        className="hidden rounded-full min-[22rem]:block"
      >
        <Avatar id={signOf(entry)} name={name} size="usual" />
      </Link>
      <div className="ml-1.5 min-w-0 flex-1 leading-tight">
        <PaneHeading id={headingId.thread} isOfPage={isOfPage} className="truncate">
          <bdi title={name}>{name}</bdi>
        </PaneHeading>
        <StateLine entry={entry} />
      </div>
      <IconLink
        id={openerId('search')}
        href={toggle('search')}
        label={t('search')}
        className={look('search')}
      >
        <SearchIcon />
      </IconLink>
      <IconLink id={openerId('info')} href={toggle('info')} label={t('info')} className={look('info')}>
        <InfoIcon />
      </IconLink>
    </header>
  );
}
