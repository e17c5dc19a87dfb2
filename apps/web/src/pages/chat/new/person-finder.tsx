/** Finds a person by their exact handle; an answer that is none is said at the field. */
import { KithError } from '@kith/client';
import type { Person } from '@kith/client/chat';
import { useChatsDoor } from '@kith/client/chat/react';
import { type SubmitEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { foldedHandle, handleFault } from '../../../shell/names.ts';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/field.tsx';
import { useErrorText } from '../../../words/errors.ts';

export interface PersonFinderProps {
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  /** Takes who was found; a text says why not. */
  readonly onFound: (person: Person) => Promise<string | null> | string | null;
}

export function PersonFinder({ label, hint, button, onFound }: PersonFinderProps) {
  const t = useTranslations('chat.find');
  const chats = useChatsDoor();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [handle, setHandle] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  /** Null: it was taken. */
  const find = async (wanted: string): Promise<string | null> => {
    if (wanted === '') return t('empty');
    if (handleFault(wanted) !== undefined) return t('unknown', { handle: wanted });
    try {
      return await onFound(await chats.find(wanted));
    } catch (error) {
      if (!(error instanceof KithError)) throw error;
      return error.code === 'not-found' ? t('unknown', { handle: wanted }) : errorText(error);
    }
  };
  const submit = async () => {
    setIsBusy(true);
    try {
      const why = await find(foldedHandle(handle.trim().replace(/^@/, '')));
      setFault(why);
      if (why === null) setHandle('');
      else input.current?.focus();
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <Field
        ref={input}
        label={label}
        hint={hint}
        error={fault ?? undefined}
        value={handle}
        onChange={({ target }) => {
          setHandle(target.value);
          setFault(null);
        }}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        after={
          <Button type="submit" busy={isBusy} className="shrink-0">
            {button}
          </Button>
        }
      />
    </form>
  );
}
