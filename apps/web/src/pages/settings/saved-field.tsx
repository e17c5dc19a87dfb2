/** A text that is saved by its button, with what became of that; a change from elsewhere shows where nobody types. */
import { type ReactNode, useReducer } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { useErrorText } from '../../words/errors.ts';
import { isChanged, stepped, untyped } from './draft.ts';

export interface SavedFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is saved now. */
  readonly saved: string;
  readonly isRequired?: boolean;
  readonly maxLength: number;
  readonly autoCapitalize?: 'none';
  /** What it says of an error, where the field knows better than everybody. */
  readonly errorOf?: (error: unknown) => string | undefined;
  readonly onSave: (text: string) => Promise<unknown>;
}

export function SavedField(props: SavedFieldProps) {
  const { label, hint, saved, isRequired = false, maxLength, autoCapitalize, errorOf, onSave } = props;
  const t = useTranslations('settings.save');
  const errorText = useErrorText();
  const [draft, step] = useReducer(stepped, untyped);
  const { typed, state, error } = draft;
  if (state === 'saved' && typed !== null && typed.trim() === saved) step({ name: 'arrived' });
  const text = typed ?? saved;
  const canSave = isChanged(draft, saved) && !(isRequired && text.trim() === '');
  const save = () => {
    step({ name: 'save' });
    onSave(text.trim()).then(
      () => step({ name: 'saved' }),
      (failure: unknown) => step({ name: 'failed', error: failure }),
    );
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canSave && state !== 'saving') save();
      }}
    >
      <Field
        label={label}
        hint={hint}
        value={text}
        maxLength={maxLength}
        autoComplete="off"
        autoCapitalize={autoCapitalize}
        spellCheck={false}
        dir="auto"
        error={error === null ? undefined : (errorOf?.(error) ?? errorText(error))}
        onChange={({ target }) => step({ name: 'type', text: target.value })}
        beside={<SaveState state={state} />}
        after={
          <Button type="submit" disabled={!canSave && state !== 'saving'} busy={state === 'saving'}>
            {t('save')}
          </Button>
        }
      />
    </form>
  );
}

function SaveState({ state }: { readonly state: 'resting' | 'saving' | 'saved' }) {
  const t = useTranslations('settings.save');
  return (
    <span role="status" className="flex items-baseline gap-1 text-sm text-soft">
      {state === 'saved' && <CheckIcon className="size-4 self-center text-good" />}
      {state === 'saving' && t('saving')}
      {state === 'saved' && t('saved')}
    </span>
  );
}
