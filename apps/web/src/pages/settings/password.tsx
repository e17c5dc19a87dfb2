/** Gives this device a password, or another one. */
import { KithError, type RememberedDevice } from '@kith/client';
import { useKith } from '@kith/client/react';
import { useReducer, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { notePasswordless } from '../../entry/passwordless.ts';
import { charsMax, charsMin } from '../../entry/strength.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { EyeIcon } from '../../ui/icons.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';
import { stepped, untyped } from './draft.ts';

export function Password({ device }: { readonly device: RememberedDevice }) {
  const t = useTranslations('settings.device.password');
  const kith = useKith();
  const errorText = useErrorText();
  const [draft, step] = useReducer(stepped, untyped);
  const [isShown, setIsShown] = useState(false);
  const [isShort, setIsShort] = useState(false);
  const { typed, state, error } = draft;
  const password = typed ?? '';
  const save = () => {
    setIsShort(password.length < charsMin);
    if (password.length < charsMin || state === 'saving') return;
    step({ name: 'save' });
    kith.devices.setPassword({ password }).then(
      () => {
        notePasswordless(device.id, false);
        step({ name: 'saved' });
        step({ name: 'arrived' });
      },
      (failure: unknown) => step({ name: 'failed', error: failure }),
    );
  };
  const isRefused = error instanceof KithError && error.code === 'validation-failed';
  const problem =
    isShort || isRefused ? t('short', { count: charsMin }) : error === null ? undefined : errorText(error);
  return (
    <details className="rounded-lg border border-line">
      <summary className="min-h-11 rounded-lg px-3 py-2.5 text-sm font-medium hover:bg-sunken">
        {t('title')}
      </summary>
      <form
        className="space-y-3 border-t border-line p-3"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p className="text-sm text-soft">{t('text')}</p>
        <input type="text" name="username" autoComplete="username" value={device.name} readOnly hidden />
        <Field
          label={t('new')}
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          maxLength={charsMax}
          value={password}
          error={problem}
          onChange={({ target }) => {
            setIsShort(false);
            step({ name: 'type', text: target.value });
          }}
          after={
            <Button aria-pressed={isShown} aria-label={t('show')} onClick={() => setIsShown(!isShown)}>
              <EyeIcon />
            </Button>
          }
        />
        <Button type="submit" busy={state === 'saving'}>
          {state === 'saving' ? t('saving') : t('save')}
        </Button>
        <div role="status">{state === 'saved' && <Message tone="good">{t('saved')}</Message>}</div>
      </form>
    </details>
  );
}
