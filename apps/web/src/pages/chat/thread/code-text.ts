/** What the code of an error says to a person. */
import { useTranslations } from 'use-intl/react';
import type { Messages } from '../../../words/words.tsx';

export function useCodeText(): (code: string) => string {
  const t = useTranslations('errors');
  return (code) => {
    const known = code as keyof Messages['errors'];
    return t.has(known) && known !== 'unknown' && known !== 'rate-limited-for'
      ? t(known)
      : t('unknown', { code });
  };
}
