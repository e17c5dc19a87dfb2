/** How far an own message is: a clock, a tick, two ticks when somebody has read it, a mark when it failed. */
import type { Message } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { CheckIcon, WarnIcon } from '../../../../ui/icons.tsx';
import { ClockIcon, TicksIcon } from '../icons.tsx';
import { useReadUpTo } from '../receipts.ts';

export function StateMark({ message: { state, seq, pending } }: { readonly message: Message }) {
  const t = useTranslations('thread');
  const readUpTo = useReadUpTo();
  const is =
    state !== 'sent'
      ? state
      : pending !== null
        ? 'changing'
        : seq !== null && seq <= readUpTo
          ? 'read'
          : 'sent';
  const Icon = is === 'failed' ? WarnIcon : is === 'read' ? TicksIcon : is === 'sent' ? CheckIcon : ClockIcon;
  return (
    <span
      title={t(`state.${is}`)}
      className={is === 'failed' ? 'text-bad' : is === 'read' ? 'text-accent' : ''}
    >
      <Icon className="size-4" />
      <span className="sr-only">{t(`state.${is}`)}</span>
    </span>
  );
}
