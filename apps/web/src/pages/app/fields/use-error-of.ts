/** What is wrong with an input, in words. */
import { useFormatter, useTranslations } from 'use-intl/react';
import { isNumberKey, type Key, ranges } from '../demo.ts';
import { textMax } from './reading.ts';
import type { Input } from './use-draft.ts';

type Wrong = Pick<Input<unknown>, 'problem' | 'isTold' | 'code'>;

/** Undefined: nothing, or nothing yet. */
export function useErrorOf({ problem, isTold, code }: Wrong, key: Key): string | undefined {
  const t = useTranslations('app.problems');
  const errors = useTranslations('errors');
  const format = useFormatter();
  if (problem === null || !isTold) return;
  switch (problem) {
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
    case 'characters':
    case 'email':
    case 'number':
      return t(problem);
  }
}
