/** Numbers with their unit, in words. The money is the same in every language: it is one setting. */
import { useFormatter, useTranslations } from 'use-intl/react';
import type { NumberKey } from '../demo.ts';

export function useAmount(name: NumberKey): (value: number) => string {
  const t = useTranslations('app.values');
  const format = useFormatter();
  return (value) => {
    switch (name) {
      case 'billingPeriod':
        return t('months', { count: value });
      case 'salary':
        return format.number(value, {
          style: 'currency',
          currency: 'USD',
          currencyDisplay: 'narrowSymbol',
          maximumFractionDigits: 0,
        });
    }
  };
}
