/** A stranger began this chat: whether to let them write is asked before one answers. */
import type { ChatEntry } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { Button } from '../../../ui/button.tsx';
import { useDesk } from './desk.tsx';
import { useTry } from './try.ts';

export function Request({ entry: { partner } }: { readonly entry: ChatEntry }) {
  const t = useTranslations('thread.request');
  const { chats, chat } = useDesk();
  const attempt = useTry();
  const name = useNames().ofPerson(partner);
  return (
    <section
      aria-label={t('label')}
      className="border-t border-line bg-card px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] text-sm"
    >
      <p className="text-balance">
        {t.rich('asks', { name: () => <bdi className="font-semibold">{name}</bdi> })}{' '}
        <span className="text-soft">{t('hint')}</span>
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button tone="primary" onClick={() => attempt(() => chat.accept())}>
          {t('accept')}
        </Button>
        {partner !== null && (
          <Button tone="danger" onClick={() => chats.block(partner.id)}>
            {t('block')}
          </Button>
        )}
      </div>
    </section>
  );
}
