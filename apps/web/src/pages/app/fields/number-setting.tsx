/** A setting that is a whole number: a slider, and a field beside it for whoever knows the number. */
import { type KeyboardEvent, useId, useMemo } from 'react';
import { useFormatter, useLocale, useTranslations } from 'use-intl/react';
import { describedBy, FieldFrame } from '../../../synced/field-frame.tsx';
import { Offered } from '../../../synced/offered.tsx';
import { type NumberKey, ranges } from '../demo.ts';
import { useEdits } from '../desk.tsx';
import { readNumber } from './reading.ts';
import { steppedBy } from './stepping.ts';
import { useAmount } from './use-amount.ts';
import { useDraft } from './use-draft.ts';
import { useErrorOf } from './use-error-of.ts';

export function NumberSetting({ name }: { readonly name: NumberKey }) {
  const id = useId();
  const t = useTranslations('app');
  const locale = useLocale();
  const format = useFormatter();
  const edits = useEdits();
  const range = ranges[name];
  const label = t(`fields.${name}`);
  const amount = useAmount(name);
  const write = (value: number) => format.number(value);
  const read = useMemo(() => (text: string) => readNumber(text, range, locale), [range, locale]);
  const input = useDraft(name, { write, read });
  const error = useErrorOf(input, name);
  const { offer, value } = input;

  const move = (to: number) => input.type(write(to));
  const release = () => input.leave();
  /** Page Up and Page Down are a tenth on every browser; in the field all keys of a slider count. */
  const onKeyDown = (event: KeyboardEvent, isField: boolean) => {
    const to = steppedBy(event.key, { value, range, isField });
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(to);
  };

  return (
    <FieldFrame
      id={id}
      name={name}
      label={label}
      error={error}
      isUnsent={input.problem !== null}
      offer={offer !== null && <Offered id={id} label={label} offer={offer} write={amount} />}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <input
          type="range"
          aria-label={t('slider', { label })}
          aria-valuetext={amount(value)}
          aria-describedby={describedBy(id, { offer: offer !== null })}
          className="h-10 min-w-40 flex-1 touch:h-11 accent-accent"
          min={range.min}
          max={range.max}
          step={1}
          value={value}
          onPointerDown={() => {
            edits.begin(name);
            input.begin();
          }}
          onPointerUp={release}
          onPointerCancel={release}
          onBlur={release}
          onChange={({ target }) => move(target.valueAsNumber)}
          onKeyDown={(event) => onKeyDown(event, false)}
          onKeyUp={() => edits.rest()}
        />
        <div className="flex w-44 items-center gap-2 text-sm text-soft">
          <input
            id={id}
            role="spinbutton"
            inputMode="numeric"
            autoComplete="off"
            className="block min-h-10 w-24 shrink-0 touch:min-h-11 rounded-lg border border-line-strong bg-card px-3 py-2 text-right text-base text-text tabular-nums aria-invalid:border-bad"
            value={input.text}
            aria-valuemin={range.min}
            aria-valuemax={range.max}
            aria-valuenow={value}
            aria-valuetext={amount(value)}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={describedBy(id, { error: error !== undefined, offer: offer !== null })}
            onFocus={input.begin}
            onBlur={input.leave}
            onChange={({ target }) => input.type(target.value)}
            onKeyDown={(event) => onKeyDown(event, true)}
            onKeyUp={() => edits.rest()}
          />
          <span aria-hidden="true">{t(`units.${name}`, { count: value })}</span>
        </div>
      </div>
    </FieldFrame>
  );
}
