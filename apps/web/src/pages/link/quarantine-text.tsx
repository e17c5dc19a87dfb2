/** What a device in quarantine may not do, until when, and which device may. */
import { useFormatter, useTranslations } from 'use-intl/react';
import { Message } from '../../ui/message.tsx';
import type { Quarantine } from './quarantine.ts';

export interface QuarantineTextProps {
  readonly quarantine: Quarantine;
  /** `approve`: a request is here. `show`: a code is about to be shown. */
  readonly what: 'approve' | 'show';
}

const namesMax = 3;

export function QuarantineText({ quarantine, what }: QuarantineTextProps) {
  const t = useTranslations('link.trusted.quarantine');
  const format = useFormatter();
  const { until, others } = quarantine;
  const time = format.dateTime(new Date(until), { dateStyle: 'medium', timeStyle: 'short' });
  // Names of people's devices stand apart from each other in any script.
  const names = others.slice(0, namesMax).map(({ label }) => `\u2068${label}\u2069`);
  return (
    <Message tone="warn">
      <p>{t(what, { time })}</p>
      {names.length > 0 && <p>{t('where', { names: format.list(names, { type: 'disjunction' }) })}</p>}
    </Message>
  );
}
