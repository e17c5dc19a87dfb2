/** A synced setting that is on or off. */
import { useId } from 'react';
import { Check } from '../ui/check.tsx';
import { useDesk } from './desk.tsx';
import { describedBy, FieldFrame } from './field-frame.tsx';
import { Offered } from './offered.tsx';
import { useChosen } from './use-offer.ts';

export interface SyncedCheckProps {
  readonly name: string;
  readonly hint?: string;
}

export function SyncedCheck({ name, hint }: SyncedCheckProps) {
  const id = useId();
  const desk = useDesk();
  const label = desk.label(name);
  const { setting, value, set, offer } = useChosen(name, (it) => it === true);
  return (
    <FieldFrame
      id={id}
      name={name}
      label={label}
      kind="check"
      offer={offer && <Offered id={id} label={label} offer={offer} write={(it) => desk.write(name, it)} />}
    >
      <Check
        id={id}
        label={label}
        {...(hint === undefined ? {} : { hint })}
        isChecked={value}
        isOff={setting.locked}
        describedBy={describedBy(id, { offer: offer !== null })}
        onChange={set}
      />
    </FieldFrame>
  );
}
