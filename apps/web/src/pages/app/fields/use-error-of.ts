/** What is wrong with an input, in words. */
import { useFormatter, useTranslations } from 'use-intl/react';
import { isNumberKey, type Key, ranges } from '../demo.ts';
import { textMax } from './reading.ts';
import type { Input } from './use-draft.ts';

export function useErrorOf({ problem, code }: Pick<Input<unknown>, 'problem' | 'code'>, key: Key) {
  const t = useTranslations('app.problems');
  const errors = useTranslations('errors');
  const format = useFormatter();
  switch (problem) {
    case null:
      return;
    case 'refused': {
      const known = code as Parameters<typeof errors>[0];
      const why = errors.has(known) && known !== 'unknown' ? errors(known as 'internal') : code;
      return t('refused', { why });
    }
    case 'range': {
      const { min, max } = isNumberKey(key) ? ranges[key] : { min: 0, max: 0 };
      return t('range', { min: format.number(min), max: format.number(max) });
    }
    case 'length':
      return t('length', { max: textMax });
    case 'email':
    case 'number':
      return t(problem);
  }
}
