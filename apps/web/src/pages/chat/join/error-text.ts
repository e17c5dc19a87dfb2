/** Why an invite leads nowhere. */
import type { KithError } from '@kith/client';
import { useTranslations } from 'use-intl/react';
import { useErrorText } from '../../../words/errors.ts';

export function useJoinErrorText(): (error: KithError) => string {
  const t = useTranslations('chat.join.refused');
  const errorText = useErrorText();
  return (error) => {
    switch (error.code) {
      case 'link-expired':
        return t('dead');
      case 'not-found':
        return t('unknown');
      case 'forbidden':
        return t('banned');
      case 'quota-exceeded':
        return t('full');
      default:
        return errorText(error);
    }
  };
}
