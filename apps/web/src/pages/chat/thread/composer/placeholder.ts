/** What stands where nothing is written yet: without a connection it says what becomes of a message. */
import { useStatus } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { useGrace } from '../../../../shell/grace.ts';

export function usePlaceholder(isReply: boolean): string {
  const t = useTranslations('thread.composer');
  const shown = useGrace(useStatus());
  const isOut = shown?.name === 'waiting' || shown?.name === 'offline';
  return t(isOut ? 'offline' : isReply ? 'replyPlaceholder' : 'placeholder');
}
