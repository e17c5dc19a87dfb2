/** In the place of a chat that one is not in: never was, left, was taken out of, or that ended. */
import type { ChatEntry } from '@kith/client/chat';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { headingId } from '../arrival.ts';
import { PaneHeading } from '../pane-heading.tsx';

export interface GoneProps {
  /** As it was when one was still in; null: it was not open here. */
  readonly last: ChatEntry | null;
  readonly isOfPage: boolean;
}

export function Gone({ last, isOfPage }: GoneProps) {
  const t = useTranslations('chat.gone');
  const names = useNames();
  const name = () => <bdi>{last === null ? '' : names.ofChat(last)}</bdi>;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center">
      <PaneHeading id={headingId.thread} isOfPage={isOfPage} className="max-w-96 text-lg text-balance">
        {last === null ? t('unknown') : t.rich('title', { name })}
      </PaneHeading>
      <p className="max-w-96 text-soft">{last === null ? t('unknownText') : t('text')}</p>
      <ButtonLink href="/chat">{t('back')}</ButtonLink>
    </div>
  );
}
