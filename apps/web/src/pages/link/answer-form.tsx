/** The answer to a device that asks: its number is typed, never chosen from a list, or it is turned away. */
import { KithError, type LinkRequest } from '@kith/client';
import { type SubmitEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
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

type Fault =
  | { readonly name: 'incomplete' }
  | { readonly name: 'wrong' }
  | { readonly name: 'failed'; readonly text: string };

export function AnswerForm({ request, isOut, quarantine, onKilled }: AnswerFormProps) {
  const t = useTranslations('link.trusted');
  const textOf = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [number, setNumber] = useState('');
  const [wrongs, setWrongs] = useState(0);
  const [busy, setBusy] = useState<'approve' | 'deny' | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);

  const failed = (error: unknown) => {
    if (error instanceof KithError && error.code === 'link-wrong-number') {
      if (wrongs + 1 >= wrongMax) onKilled();
      setWrongs(wrongs + 1);
      setFault({ name: 'wrong' });
      setNumber('');
      input.current?.focus();
    } else setFault({ name: 'failed', text: textOf(error) });
  };
  const answer = (how: 'approve' | 'deny', sent: Promise<void>) => {
    setBusy(how);
    setFault(null);
    sent.catch(failed).finally(() => setBusy(null));
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (busy !== null || isOut) return;
    const typed = number.replace(/\s/g, '');
    if (/^\d{2}$/.test(typed)) answer('approve', request.approve(typed));
    else {
      setFault({ name: 'incomplete' });
      input.current?.focus();
    }
  };
  const wrong = () => (wrongs < wrongMax ? t('wrong', { count: wrongMax - wrongs }) : t('lastWrong'));
  const error =
    fault?.name === 'incomplete' ? t('incomplete') : fault?.name === 'wrong' ? wrong() : undefined;
  return (
    <form noValidate onSubmit={submit} className="mt-4 space-y-4">
      {fault?.name === 'failed' && (
        <Message tone="bad">
          <p>{fault.text}</p>
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
            error={error}
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
          onClick={() => answer('deny', request.deny())}
        >
          {busy === 'deny' ? t('denying') : t('deny')}
        </Button>
      </div>
    </form>
  );
}
