/** Two values of one setting side by side in words: theirs or mine. */
import { flushSync } from 'react-dom';
import { useTranslations } from 'use-intl/react';
import { Button } from '../ui/button.tsx';
import { useDeviceName } from './device-name.ts';
import type { Offer } from './offer.ts';

export interface OfferedProps<V> {
  readonly id: string;
  readonly label: string;
  readonly offer: Offer<V>;
  readonly write: (value: V) => string;
}

export function Offered<V>({ id, label, offer, write }: OfferedProps<V>) {
  const t = useTranslations('synced.offer');
  const nameOf = useDeviceName();
  const { label: device, platform } = nameOf(offer.by);
  const theirs = write(offer.theirs);
  const mine = offer.mine && ('value' in offer.mine ? write(offer.mine.value) : offer.mine.text);
  // What is pressed goes: focus is back in the input.
  const choose = (how: () => void) => {
    // Drawn first: an input that takes focus holds what it shows.
    flushSync(how);
    document.getElementById(id)?.focus();
  };
  const value = (text: string) => () =>
    text === '' ? <i>{t('empty')}</i> : <bdi className="font-medium break-all">{cut(text)}</bdi>;
  const name = () => (
    <bdi className="font-medium" title={platform ?? undefined}>
      {device}
    </bdi>
  );
  return (
    <fieldset
      aria-label={t('group', { label })}
      className="min-w-0 rounded-lg border-l-4 border-warn bg-warn-wash px-3 py-2.5 text-sm"
      onPointerDown={(event) => event.preventDefault()}
    >
      <p id={`${id}-offer`}>{t.rich('changed', { name, value: value(theirs) })}</p>
      {mine !== null && <p className="mt-1 text-soft">{t.rich('mine', { value: value(mine) })}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button onClick={() => choose(offer.useTheirs)}>{t('useTheirs')}</Button>
        <Button onClick={() => choose(offer.keepMine)}>{t('keepMine')}</Button>
      </div>
    </fieldset>
  );
}

/** A sentence stays one; the whole value stands in the history. */
function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text;
}
