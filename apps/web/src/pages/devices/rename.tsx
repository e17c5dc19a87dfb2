/** Another label for a device, typed in place. What was typed stays until it is taken or given up. */
import type { Device } from '@kith/client';
import { useKith } from '@kith/client/react';
import { type KeyboardEvent, type SubmitEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../shell/action.ts';
import { useNotify } from '../../shell/notices.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useErrorText } from '../../words/errors.ts';

export interface RenameProps {
  readonly device: Device;
  readonly isOut: boolean;
  readonly onEnd: () => void;
}

const labelMax = 64;

export function Rename({ device, isOut, onEnd }: RenameProps) {
  const t = useTranslations('devices.rename');
  const kith = useKith();
  const notify = useNotify();
  const textOf = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [label, setLabel] = useState(device.label);
  const [fault, setFault] = useState<string | undefined>();
  useEffect(() => input.current?.select(), []);

  const { run, isBusy, error } = useAction(
    async (wanted: string) => {
      await kith.devices.rename(device.id, wanted);
      notify({
        text: t.rich('done', { name: () => <bdi className="font-medium">{wanted}</bdi> }),
        forMs: 5000,
      });
      onEnd();
    },
    () => input.current?.focus(),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy || isOut) return;
    const wanted = label.trim();
    const wrong = wanted === '' ? t('empty') : [...wanted].length > labelMax ? t('long') : undefined;
    setFault(wrong);
    if (wanted === device.label) onEnd();
    else if (wrong === undefined) void run(wanted);
  };
  const giveUp = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isBusy) onEnd();
  };
  return (
    <form noValidate onSubmit={submit} onKeyDown={giveUp} className="space-y-2">
      <Field
        ref={input}
        label={t('label')}
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        error={fault ?? (error === null ? undefined : textOf(error))}
        autoComplete="off"
        className="max-w-96"
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone="primary" busy={isBusy} off={isOut}>
          {t('save')}
        </Button>
        <Button tone="quiet" off={isBusy} onClick={onEnd}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
