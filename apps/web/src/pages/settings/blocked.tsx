/** Whom the person blocked, and the end of that. */
import type { Chats } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../chats/names.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';

export function Blocked({ chats }: { readonly chats: Chats }) {
  const t = useTranslations('settings.privacy.blocked');
  const heading = useRef<HTMLHeadingElement>(null);
  const blocked = useReadable(chats.blocked, []);
  return (
    <section aria-labelledby="blocked-people" className="space-y-2 text-sm">
      <h3 ref={heading} id="blocked-people" tabIndex={-1} className="font-medium outline-none">
        {t('title')}
      </h3>
      {blocked.length === 0 && <p className="text-soft">{t('none')}</p>}
      <ul>
        {blocked.map((user) => (
          <BlockedRow key={user} chats={chats} user={user} onGone={() => heading.current?.focus()} />
        ))}
      </ul>
    </section>
  );
}

interface BlockedRowProps {
  readonly chats: Chats;
  readonly user: string;
  /** The row goes, and focus with it. */
  readonly onGone: () => void;
}

function BlockedRow({ chats, user, onGone }: BlockedRowProps) {
  const t = useTranslations('settings.privacy.blocked');
  const names = useNames();
  const person = useReadable(chats.person(user), null);
  const name = names.ofPerson(person);
  return (
    <li className="flex min-h-12 items-center gap-3">
      <Avatar id={user} name={name} size="small" />
      <span className="min-w-0 flex-1 break-words">
        <bdi className="font-medium">{name}</bdi>{' '}
        {person !== null && <bdi className="text-soft">@{person.handle}</bdi>}
      </span>
      <Button
        tone="quiet"
        className="px-3"
        aria-label={t('unblockOf', { name })}
        onClick={() => {
          onGone();
          chats.unblock(user);
        }}
      >
        {t('unblock')}
      </Button>
    </li>
  );
}
