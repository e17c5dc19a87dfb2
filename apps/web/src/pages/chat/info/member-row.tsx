/** A member of a chat: who, how present, in which role, and what one may do about it. */
import type { Member } from '@kith/client/chat';
import { useChatsDoor, useUserPresence } from '@kith/client/chat/react';
import { useUser } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useLocation } from 'wouter';
import { useNames } from '../../../chats/names.ts';
import { addressOf } from '../../../chats/place.ts';
import { PresentAvatar } from '../../../chats/present-avatar.tsx';
import { useAttempt } from '../../../shell/attempt.ts';
import type { MenuItem } from '../../../ui/menu.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import type { PartProps } from './info.tsx';
import { mayRemove, rolesFor } from './may.ts';
import { Removing } from './removing.tsx';

export interface MemberRowProps extends PartProps {
  readonly member: Member;
  /** The row goes, and focus with it. */
  readonly onGone: () => void;
}

export function MemberRow({ chat, entry, member, onGone }: MemberRowProps) {
  const t = useTranslations('chat.info.members');
  const chats = useChatsDoor();
  const names = useNames();
  const attempt = useAttempt();
  const [, navigate] = useLocation();
  const [removing, setRemoving] = useState<'remove' | 'ban' | null>(null);
  const isSelf = useUser()?.id === member.user.id;
  const presence = useUserPresence(member.user.id);
  const { user, role } = member;
  const name = names.ofPerson(user);
  const write: MenuItem = {
    label: t('write'),
    onChoose: () =>
      attempt(
        async () => navigate(addressOf({ chat: (await chats.direct(user.id)).id })),
        (code) => (code === 'forbidden' ? t('writeForbidden') : undefined),
      ),
  };
  const give = rolesFor(entry, role).map(
    (it): MenuItem => ({
      label: t(`roles.${it}`),
      isChosen: it === role,
      onChoose: () => {
        if (it === role) return;
        attempt(
          () => chat.setRole(user.id, it),
          (code) => (code === 'conflict' ? t('lastOwner') : undefined),
        );
      },
    }),
  );
  const takeOut: readonly MenuItem[] =
    !isSelf && mayRemove(entry, role)
      ? [
          { label: t('remove'), tone: 'bad', onChoose: () => setRemoving('remove') },
          { label: t('ban'), tone: 'bad', onChoose: () => setRemoving('ban') },
        ]
      : [];
  const groups = [isSelf || user.deleted === true ? [] : [write], give, takeOut].filter(
    (it) => it.length > 0,
  );
  return (
    <li className="-mx-1 flex min-h-12 items-center gap-3 px-1">
      <PresentAvatar id={user.id} name={name} presence={isSelf ? null : presence} />
      <p className="min-w-0 flex-1 py-1 text-sm leading-tight">
        <span className="break-words">
          <bdi className="font-medium">{name}</bdi> {isSelf && <span className="text-soft">{t('you')}</span>}
        </span>
        <span className="block break-all text-soft">
          <bdi>@{user.handle}</bdi>
          {role !== 'member' && <> · {t(`roles.${role}`)}</>}
        </span>
      </p>
      {groups.length > 0 && <MenuButton label={t('menuOf', { name })} groups={groups} />}
      {removing !== null && (
        <Removing
          chat={chat}
          person={user}
          isBan={removing === 'ban'}
          onClose={() => setRemoving(null)}
          onDone={onGone}
        />
      )}
    </li>
  );
}
