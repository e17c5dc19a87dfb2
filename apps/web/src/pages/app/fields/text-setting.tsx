/** A setting that is text. What is typed is sent as it is typed, unless something is wrong with it. */
import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { describedBy, FieldFrame } from '../../../synced/field-frame.tsx';
import { Offered } from '../../../synced/offered.tsx';
import { inputLook } from '../../../ui/field.tsx';
import type { TextKey } from '../demo.ts';
import { type Reading, readEmail, readText } from './reading.ts';
import { useDraft } from './use-draft.ts';
import { useErrorOf } from './use-error-of.ts';

const readers: Readonly<Record<TextKey, (text: string) => Reading<string>>> = {
  username: readText,
  email: readEmail,
};

const asIs = (value: string) => value;

export interface TextSettingProps {
  readonly name: TextKey;
  readonly autoComplete: string;
}

export function TextSetting({ name, autoComplete }: TextSettingProps) {
  const id = useId();
  const label = useTranslations('app.fields')(name);
  const input = useDraft(name, { write: asIs, read: readers[name] });
  const error = useErrorOf(input, name);
  const { offer } = input;
  return (
    <FieldFrame
      id={id}
      name={name}
      label={label}
      error={error}
      isUnsent={input.problem !== null}
      offer={offer !== null && <Offered id={id} label={label} offer={offer} write={asIs} />}
    >
      <input
        id={id}
        className={inputLook}
        inputMode={name === 'email' ? 'email' : 'text'}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        value={input.text}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy(id, { error: error !== undefined, offer: offer !== null })}
        onFocus={input.begin}
        onBlur={input.leave}
        onChange={({ target, nativeEvent }) => input.type(target.value, isComposing(nativeEvent))}
        onCompositionEnd={({ currentTarget }) => input.type(currentTarget.value)}
      />
    </FieldFrame>
  );
}

/** A word that an input method is still making is nobody's value yet. */
function isComposing(event: Event): boolean {
  return event instanceof InputEvent && event.isComposing;
}
