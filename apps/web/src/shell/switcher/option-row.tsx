/** One place that the switcher leads to. */
import { useTranslations } from 'use-intl/react';
import { signOf, useNames } from '../../chats/names.ts';
import { PresentAvatar } from '../../chats/present-avatar.tsx';
import { GroupIcon, SearchIcon } from '../../ui/icons.tsx';
import type { Goal } from './goals.ts';

export interface OptionRowProps {
  readonly id: string;
  readonly at: number;
  readonly goal: Goal;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

export function OptionRow({ id, at, goal, isChosen, onChoose }: OptionRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the field.
    // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the field, which names the option.
    <div
      id={id}
      data-at={at}
      role="option"
      aria-selected={isChosen}
      onClick={onChoose}
      className="flex min-h-12 cursor-pointer items-center gap-3 rounded-lg px-2 py-1 hover:bg-sunken aria-selected:bg-accent-wash"
    >
      <Told goal={goal} />
    </div>
  );
}

function Told({ goal }: { readonly goal: Goal }) {
  const t = useTranslations('shell.switcher');
  const names = useNames();
  const sign = 'flex size-10 shrink-0 items-center justify-center rounded-full bg-sunken text-soft';
  switch (goal.kind) {
    case 'chat': {
      const { chat } = goal;
      const name = names.ofChat(chat);
      return (
        <>
          <PresentAvatar id={signOf(chat)} name={name} presence={chat.presence} />
          <span className="min-w-0 flex-1 break-words">
            <bdi className="font-medium">{name}</bdi>
            {chat.partner !== null && <bdi className="block text-soft">@{chat.partner.handle}</bdi>}
          </span>
          {chat.unread > 0 && (
            <span className="text-xs text-soft">{t('unread', { count: chat.unread })}</span>
          )}
        </>
      );
    }
    case 'person':
      return (
        <>
          <span className={sign}>
            <GroupIcon />
          </span>
          <span className="min-w-0 flex-1 break-words">
            {t.rich('write', { handle: () => <bdi className="font-medium">@{goal.handle}</bdi> })}
          </span>
        </>
      );
    case 'messages':
      return (
        <>
          <span className={sign}>
            <SearchIcon />
          </span>
          <span className="min-w-0 flex-1 break-words">
            {t.rich('messages', { query: () => <bdi className="font-medium">{goal.query}</bdi> })}
          </span>
        </>
      );
  }
}
