/** Any value of a setting as people read it: for the history, and where two values stand side by side. */
import { useTranslations } from 'use-intl/react';
import type { Json } from '../../../synced/json.ts';
import { isNumberKey, type Key } from '../demo.ts';
import { useAmount } from './use-amount.ts';

/** Undefined: it was unset. What an older app left here, of another kind, is shown as it is. */
export function useValueText(): (key: Key, value: Json | undefined) => string {
  const t = useTranslations('app.values');
  const amounts = { billingPeriod: useAmount('billingPeriod'), salary: useAmount('salary') };
  return (key, value) => {
    if (value === undefined) return t('unset');
    if (typeof value === 'number' && isNumberKey(key)) return amounts[key](value);
    if (typeof value === 'boolean') return t(value ? 'on' : 'off');
    if (value === '') return t('empty');
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
}
