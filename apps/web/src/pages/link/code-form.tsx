/** What a new device is asked for: whose user, and the code that their other device shows. */
import type { KithError } from '@kith/client';
import { type ClipboardEvent, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { type Carried, readCarried, readCode, writeCode } from '../../entry/carried.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';

export interface CodeFormProps {
  /** What was given before; empty: nothing. */
  readonly given: Carried;
  /** The person begins anew: focus comes here. */
  readonly isAgain: boolean;
  readonly isBusy: boolean;
  /** Why the last attempt failed; null: there was none. */
  readonly error: KithError | null;
  readonly onAsk: (given: Carried) => void;
}

type Fault = 'handle' | 'code';

export function CodeForm({ given, isAgain, isBusy, error, onAsk }: CodeFormProps) {
  const t = useTranslations('link.new');
  const [handle, setHandle] = useState(given.handle);
  const [code, setCode] = useState(given.code === '' ? '' : writeCode(given.code));
  const [fault, setFault] = useState<Fault | null>(null);
  const handleInput = useRef<HTMLInputElement>(null);
  const codeInput = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isWrongCode(error)) codeInput.current?.focus();
  }, [error]);
  useEffect(() => {
    if (isAgain) codeInput.current?.focus();
  }, [isAgain]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const read = readCode(code);
    const who = handle.trim();
    setFault(who === '' ? 'handle' : read === null ? 'code' : null);
    if (who === '') handleInput.current?.focus();
    else if (read === null) codeInput.current?.focus();
    else onAsk({ handle: who, code: read });
  };
  /** Whoever pastes the whole address behind the QR code has given both. */
  const paste = (event: ClipboardEvent) => {
    const both = readCarried(event.clipboardData.getData('text'));
    if (both === null) return;
    event.preventDefault();
    setHandle(both.handle);
    setCode(writeCode(both.code));
    setFault(null);
  };
  return (
    <Card>
      <form noValidate onSubmit={submit} className="space-y-5">
        <Refused error={fault === null && !isBusy ? error : null} />
        <Field
          ref={handleInput}
          label={t('handle')}
          hint={t('handleHint')}
          value={handle}
          onChange={(event) => setHandle(event.target.value)}
          onPaste={paste}
          error={fault === 'handle' ? t('handleMissing') : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Field
          ref={codeInput}
          label={t('code')}
          hint={t('codeHint')}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          onBlur={() => {
            const read = readCode(code);
            if (read !== null) setCode(writeCode(read));
          }}
          onPaste={paste}
          error={fault === 'code' ? t('codeWrong') : undefined}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="ABCD-EFGH"
        />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" tone="primary" busy={isBusy}>
            {isBusy ? t('asking') : t('ask')}
          </Button>
          <ButtonLink href="/">{t('other')}</ButtonLink>
        </div>
      </form>
    </Card>
  );
}

function Refused({ error }: { readonly error: KithError | null }) {
  const t = useTranslations('link.new');
  const textOf = useErrorText();
  if (error === null) return null;
  const { code } = error;
  const own = code === 'validation-failed' ? 'not-found' : code;
  const isOwn = own === 'not-found' || own === 'link-expired';
  return (
    <Message tone="bad">
      <p>{isOwn ? t(`refused.${own}`) : textOf(error)}</p>
    </Message>
  );
}

/** Whether another code is needed. */
export function isWrongCode(error: KithError | null): boolean {
  return error?.code === 'not-found' || error?.code === 'link-expired';
}
