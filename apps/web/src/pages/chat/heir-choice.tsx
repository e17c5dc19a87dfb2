/** Who owns a chat when its last owner goes. */
import type { Member } from '@kith/client/chat';
import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../chats/names.ts';
import { Avatar } from '../../ui/avatar.tsx';

export interface HeirChoiceProps {
  readonly members: readonly Member[];
  readonly heir: string | null;
  readonly onChoose: (user: string) => void;
}

const ranks = { owner: 0, admin: 1, member: 2, 'read-only': 3 } as const;

export function HeirChoice({ members, heir, onChoose }: HeirChoiceProps) {
  const t = useTranslations('chat.leaving');
  const names = useNames();
  const id = useId();
  // Whoever helped to lead it comes first.
  const inOrder = members.toSorted((a, b) => ranks[a.role] - ranks[b.role]);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">{t('heir')}</legend>
      <div className="max-h-60 space-y-1 overflow-y-auto p-1">
        {inOrder.map(({ user }) => (
          <label
            key={user.id}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border border-line px-3 py-1.5 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-wash"
          >
            <input
              type="radio"
              name={id}
              checked={heir === user.id}
              onChange={() => onChoose(user.id)}
              className="size-4 shrink-0 accent-accent"
            />
            <Avatar id={user.id} name={names.ofPerson(user)} size="small" />
            <span className="min-w-0 break-words">
              <bdi>{names.ofPerson(user)}</bdi> <bdi className="text-soft">@{user.handle}</bdi>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
