/** A synced setting with a few values to choose from. */
import { useId } from 'react';
import { Choice, type Option } from '../ui/choice.tsx';
import { useDesk } from './desk.tsx';
import { describedBy, FieldFrame } from './field-frame.tsx';
import { Offered } from './offered.tsx';
import { useChosen } from './use-offer.ts';

export interface SyncedChoiceProps<T extends string> {
  readonly name: string;
  readonly options: readonly Option<T>[];
  readonly hint?: string;
}

export function SyncedChoice<T extends string>({ name, options, hint }: SyncedChoiceProps<T>) {
  const id = useId();
  const desk = useDesk();
  const label = desk.label(name);
  const usual = desk.edits.settings.defaults[name] as T;
  const { setting, value, set, offer } = useChosen<T>(
    name,
    (it) => options.find((option) => option.value === it)?.value ?? usual,
  );
  return (
    <FieldFrame
      id={id}
      name={name}
      label={label}
      kind="group"
      offer={offer && <Offered id={id} label={label} offer={offer} write={(it) => desk.write(name, it)} />}
    >
      <div className="mt-1.5">
        <Choice
          id={id}
          legend={label}
          isLegendHidden
          options={options}
          value={value}
          onChoose={set}
          isOff={setting.locked}
          describedBy={describedBy(id, { offer: offer !== null })}
          {...(hint === undefined ? {} : { hint })}
        />
      </div>
    </FieldFrame>
  );
}
