/** A setting that is on or off. It has no text to lose, so it always follows. */
import { useSetting } from '@kith/client/react';
import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { describedBy, FieldFrame } from '../../../synced/field-frame.tsx';
import { Offered } from '../../../synced/offered.tsx';
import { useEdits } from '../desk.tsx';
import { fitting } from './fitting.ts';

export function CheckSetting() {
  const id = useId();
  const t = useTranslations('app');
  const edits = useEdits();
  const setting = useSetting(edits.settings, 'terms');
  const { edited, conflict } = setting;
  const value = fitting('terms', setting.value);
  const label = t('fields.terms');
  const write = (it: boolean) => t(it ? 'values.on' : 'values.off');
  const set = (it: boolean) => {
    edits.set('terms', it);
    edits.end('terms');
  };
  const isOpen = conflict !== null && conflict.mine !== value;
  const offer = isOpen && {
    theirs: value,
    by: edited?.device ?? null,
    mine: conflict.mine === undefined ? null : { value: conflict.mine === true },
    useTheirs: conflict.dismiss,
    keepMine: () => (conflict.mine === undefined ? conflict.keepMine() : set(conflict.mine === true)),
  };
  return (
    <FieldFrame
      id={id}
      name="terms"
      label={label}
      kind="check"
      offer={offer && <Offered id={id} label={label} offer={offer} write={write} />}
    >
      <label
        htmlFor={id}
        className="flex min-h-10 min-w-0 touch:min-h-11 items-center gap-3 py-1 text-sm font-medium"
      >
        <input
          id={id}
          type="checkbox"
          className="size-5 shrink-0 accent-accent"
          checked={value}
          aria-describedby={describedBy(id, { offer: isOpen })}
          onChange={({ target }) => set(target.checked)}
        />
        {label}
      </label>
    </FieldFrame>
  );
}
