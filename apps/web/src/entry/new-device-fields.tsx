/** The fields of a new device: its name, and a password or none. */
import { useMemo } from 'react';
import { useTranslations } from 'use-intl/react';
import { proposals } from '../shell/names.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Message } from '../ui/message.tsx';
import { faultsOf, type NewDevice } from './new-device.ts';
import { PasswordInput } from './password-input.tsx';
import { strengthOf } from './strength.ts';
import { StrengthLine } from './strength-line.tsx';
import type { Submission } from './submission.ts';

export interface NewDeviceFieldsProps {
  readonly device: NewDevice;
  readonly onChange: (device: NewDevice) => void;
  readonly submission: Submission;
}

export function NewDeviceFields({ device, onChange, submission }: NewDeviceFieldsProps) {
  const t = useTranslations('entry');
  const { wasTried, error } = submission;
  const faults = faultsOf(device);
  const isTaken = error?.code === 'name-taken';
  const { name, password, isPasswordless } = device;
  const fault = wasTried || name.length > 64 ? faults.name : undefined;
  const change = (it: Partial<NewDevice>) => {
    if (isTaken && it.name !== undefined) submission.forgetError();
    onChange({ ...device, ...it });
  };
  const isEmpty = password === '';
  const isShort = wasTried && faults.password !== undefined;
  const strength = isEmpty ? null : strengthOf(password, [name]);
  return (
    <div className="space-y-4">
      <div className="space-y-2">
        <Field
          label={t('device.name')}
          name="device"
          autoComplete="username"
          spellCheck={false}
          required
          value={name}
          onChange={({ target }) => change({ name: target.value })}
          hint={t('device.nameHint')}
          error={isTaken ? t('device.taken') : fault && t(`nameFault.${fault}`)}
        />
        {isTaken && <Proposals taken={name} onPick={(free) => change({ name: free })} />}
      </div>
      {!isPasswordless && (
        <PasswordInput
          label={t('password.label')}
          name="password"
          autoComplete="new-password"
          required
          value={password}
          onChange={({ target }) => change({ password: target.value })}
          hint={<StrengthLine strength={strength} isSilent={isShort} />}
          error={isShort ? (isEmpty ? t('password.missing') : t('password.short')) : undefined}
        />
      )}
      <div className="space-y-2">
        <label className="flex min-h-8 items-start gap-2.5 py-1 text-sm touch:min-h-11">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={isPasswordless}
            onChange={({ target }) => change({ isPasswordless: target.checked })}
          />
          {t('password.none')}
        </label>
        {isPasswordless && (
          <Message tone="warn">
            <p>{t('password.noneMeans')}</p>
          </Message>
        )}
      </div>
    </div>
  );
}

interface ProposalsProps {
  readonly taken: string;
  readonly onPick: (name: string) => void;
}

function Proposals({ taken, onPick }: ProposalsProps) {
  const t = useTranslations('entry.device');
  const names = useMemo(() => proposals(taken.trim(), Math.random), [taken]);
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span className="text-soft">{t('proposals')}</span>
      {names.map((name) => (
        <Button key={name} className="max-w-full" onClick={() => onPick(name)}>
          <bdi className="min-w-0 break-words">{name}</bdi>
        </Button>
      ))}
    </div>
  );
}
