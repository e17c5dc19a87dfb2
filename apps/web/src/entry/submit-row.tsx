/** The end of a form: what it was refused with, and the button that sends it. */
import { useStatus } from '@kith/client/react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../ui/button.tsx';
import { Message } from '../ui/message.tsx';
import { useErrorText } from '../words/errors.ts';
import type { Submission } from './submission.ts';

export interface SubmitRowProps {
  readonly submission: Submission;
  readonly label: string;
  /** What the button says while it is under way. */
  readonly busyLabel: string;
  /** What an error says here, where that is more than what its code says everywhere; null: a field says it. */
  readonly errorText?: (code: string) => string | null | undefined;
  /** It waits for the connection where there is none, rather than failing. */
  readonly isLasting?: boolean;
  /** The id of its form, where it stands outside of that. */
  readonly form?: string;
  /** Further ways, behind the button. */
  readonly children?: ReactNode;
}

export function SubmitRow(props: SubmitRowProps) {
  const { submission, label, busyLabel, errorText, isLasting = false, form, children } = props;
  const { isBusy, error, secondsLeft } = submission;
  const t = useTranslations('entry');
  const textOf = useErrorText();
  const isLive = useStatus((it) => it.name === 'live');
  const own = error === null ? null : errorText?.(error.code);
  // The seconds count down on the button, where they are not read out one by one.
  const general = error?.code === 'rate-limited' ? t('tooMany') : error === null ? null : textOf(error);
  const text = own === undefined ? general : own;
  return (
    <div className="space-y-3">
      {text !== null && (
        <Message tone="bad">
          <p>{text}</p>
        </Message>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" form={form} tone="primary" busy={isBusy || secondsLeft > 0}>
          {secondsLeft > 0 ? t('againIn', { seconds: secondsLeft }) : isBusy ? busyLabel : label}
        </Button>
        {children}
      </div>
      {isBusy && isLasting && !isLive && <p className="text-sm text-soft">{t('waits')}</p>}
    </div>
  );
}
