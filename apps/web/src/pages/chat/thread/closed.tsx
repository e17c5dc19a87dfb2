/** Stands in the place of the text that is written, where one cannot write, and says why. */
import type { ChatEntry } from '@kith/client/chat';
import { useReadable } from '@kith/client/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { Button } from '../../../ui/button.tsx';
import { useDesk } from './desk.tsx';

export type Closed = 'read-only' | 'blocked';

const nobody: readonly string[] = [];

/** Null: one can write. */
export function useClosed(entry: ChatEntry): Closed | null {
  const { chats } = useDesk();
  const blocked = useReadable(chats.blocked, nobody);
  if (entry.kind === 'direct' && entry.partner !== null && blocked.includes(entry.partner.id))
    return 'blocked';
  return entry.role === 'read-only' ? 'read-only' : null;
}

export interface ClosedBarProps {
  readonly why: Closed;
  readonly entry: ChatEntry;
}

export function ClosedBar({ why, entry: { partner, kind } }: ClosedBarProps) {
  const t = useTranslations('thread.closed');
  const { chats } = useDesk();
  const name = useNames().ofPerson(partner);
  switch (why) {
    case 'read-only':
      return <Bar>{t(kind === 'channel' ? 'channel' : 'readOnly')}</Bar>;
    case 'blocked':
      return (
        <Bar>
          <span>{t.rich('blocked', { name: () => <bdi className="font-medium">{name}</bdi> })}</span>
          {partner !== null && <Button onClick={() => chats.unblock(partner.id)}>{t('unblock')}</Button>}
        </Bar>
      );
  }
}

function Bar({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex min-h-14 flex-wrap items-center justify-center gap-x-4 gap-y-2 border-t border-line bg-card px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-center text-sm text-soft">
      {children}
    </div>
  );
}
