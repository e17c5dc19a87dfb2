/** The two blocks of settings, and what can be done with them as a whole. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl/react';
import { Actions, useSave } from './actions.tsx';
import { CheckSetting } from './fields/check-setting.tsx';
import { NumberSetting } from './fields/number-setting.tsx';
import { TextSetting } from './fields/text-setting.tsx';
import { type Block, LastEdited } from './last-edited.tsx';

export function SettingsForm() {
  const t = useTranslations('app');
  const form = useRef<HTMLFormElement>(null);
  const [said, setSaid] = useState('');
  const save = useSave();
  const submit = () => {
    const focused = document.activeElement;
    const input = focused instanceof HTMLInputElement ? focused : null;
    // Leaving an input is when its problem is told, and its last value sent.
    flushSync(() => input?.blur());
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? null;
    save(wrong === null ? setSaid : () => setSaid(t('actions.notAll')));
    (wrong ?? input)?.focus();
  };
  useSaveKey(submit);
  return (
    <form
      ref={form}
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <BlockOf block="user">
        <TextSetting name="username" autoComplete="off" />
        <TextSetting name="email" autoComplete="email" />
        <CheckSetting />
      </BlockOf>
      <BlockOf block="billing">
        <NumberSetting name="billingPeriod" />
        <NumberSetting name="salary" />
      </BlockOf>
      <Actions said={said} onSaid={setSaid} />
    </form>
  );
}

interface BlockProps {
  readonly block: Exclude<Block, 'all'>;
  readonly children: React.ReactNode;
}

function BlockOf({ block, children }: BlockProps) {
  const t = useTranslations('app.blocks');
  return (
    <fieldset className="min-w-0 rounded-xl border border-line bg-card p-4 sm:p-5">
      <legend className="contents">
        <span className="mb-1 block text-lg font-semibold">{t(block)}</span>
      </legend>
      <LastEdited of={block} />
      <div className="mt-3 space-y-3">{children}</div>
    </fieldset>
  );
}

/** Ctrl+S and Cmd+S save here, whatever the layout of the keyboard; the browser's own dialog stays away. */
function useSaveKey(submit: () => void): void {
  const latest = useRef(submit);
  latest.current = submit;
  const onKeyDown = useCallback((event: KeyboardEvent) => {
    const isSave = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isSave || (event.key.toLowerCase() !== 's' && event.code !== 'KeyS')) return;
    event.preventDefault();
    if (!event.repeat) latest.current();
  }, []);
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onKeyDown]);
}
