/** What is on, off or not set, in words. */
import { useTranslations } from 'use-intl/react';
import type { Json } from '../../synced/json.ts';

/** What another version of this app left, of another kind, is shown as it is. */
export function useSwitchText(): (value: Json | undefined) => string {
  const t = useTranslations('synced.values');
  return (value) => {
    if (value === undefined) return t('unset');
    if (typeof value === 'boolean') return t(value ? 'on' : 'off');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}
