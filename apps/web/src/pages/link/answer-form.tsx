/** The answer to a device that asks: its number is typed, never chosen from a list, or it is turned away. */
import type { LinkRequest } from '@kith/client';
import { type SubmitEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../shell/action.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';
import type { Quarantine } from './quarantine.ts';
import { QuarantineText } from './quarantine-text.tsx';

export interface AnswerFormProps {
  readonly request: LinkRequest;
  readonly isOut: boolean;
  readonly quarantine: Quarantine | null;
  /** A third wrong number was typed here. */
  readonly onKilled: () => void;
}

/** The third wrong number kills the request. */
const wrongMax = 3;

export function AnswerForm({ request, isOut, quarantine, onKilled }: AnswerFormProps) {
  const t = useTranslations('link.trusted');
  const textOf = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [number, setNumber] = useState('');
  const [wrongs, setWrongs] = useState(0);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const answer = useAction(
    (how: 'approve' | 'deny', typed: string = '') => {
      setIsIncomplete(false);
      return how === 'approve' ? request.approve(typed) : request.deny();
    },
    ({ code }) => {
      if (code !== 'link-wrong-number') return;
      if (wrongs + 1 >= wrongMax) onKilled();
      setWrongs(wrongs + 1);
      setNumber('');
      input.current?.focus();
    },
  );
  const [busy = null] = answer.doing ?? [];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy !== null || isOut) return;
    const typed = number.replace(/\s/g, '');
    if (/^\d{2}$/.test(typed)) void answer.run('approve', typed);
    else {
      answer.forgetError();
      setIsIncomplete(true);
      input.current?.focus();
    }
  };
  const wrong = () => (wrongs < wrongMax ? t('wrong', { count: wrongMax - wrongs }) : t('lastWrong'));
  const isWrong = answer.error?.code === 'link-wrong-number';
  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      {answer.error !== null && !isWrong && (
        <Message tone="bad">
          <p>{textOf(answer.error)}</p>
        </Message>
      )}
      {quarantine === null ? (
        <>
          <p className="text-sm">{t('mind')}</p>
          <Field
            ref={input}
            label={t('number')}
            hint={t('numberHint')}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
            error={isIncomplete ? t('incomplete') : isWrong ? wrong() : undefined}
            inputMode="numeric"
            autoComplete="off"
            className="[&_input]:max-w-28 [&_input]:text-center [&_input]:font-mono [&_input]:text-2xl [&_input]:tracking-widest"
          />
        </>
      ) : (
        <QuarantineText quarantine={quarantine} what="approve" />
      )}
      <div className="grid grid-cols-2 gap-3">
        {quarantine === null && (
          <Button type="submit" busy={busy === 'approve'} off={isOut || busy === 'deny'}>
            {busy === 'approve' ? t('approving') : t('approve')}
          </Button>
        )}
        <Button
          busy={busy === 'deny'}
          off={isOut || busy === 'approve'}
          onClick={() => void answer.run('deny')}
        >
          {busy === 'deny' ? t('denying') : t('deny')}
        </Button>
      </div>
    </form>
  );
}
