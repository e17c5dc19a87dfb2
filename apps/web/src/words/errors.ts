/** What an error says to a person, by its code. The hint that comes with it is for developers and is never shown. */
import { KithError } from '@kith/client';
import { useTranslations } from 'use-intl/react';
import type { Messages } from './words.tsx';

type Known = keyof Messages['errors'];

/** Gives the text of an error. Bugs are thrown on: they belong to nobody's form. */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations('errors');
  const codeText = useCodeText();
  return (error) => {
    if (!(error instanceof KithError)) throw error;
    const { code, retryAfterMs } = error;
    if (code === 'rate-limited' && retryAfterMs !== undefined)
      return t('rate-limited-for', { seconds: Math.max(1, Math.ceil(retryAfterMs / 1000)) });
    return codeText(code);
  };
}

/** Gives the text of a code, where there is no more than that. */
export function useCodeText(): (code: string) => string {
  const t = useTranslations('errors');
  return (code) => (t.has(code as Known) ? t(code as Known) : t('unknown', { code }));
}
