/** Name and password of a device that was registered before. */
import { useTranslations } from 'use-intl/react';
import { PasswordInput } from '../../entry/password-input.tsx';
import { Field } from '../../ui/field.tsx';

export interface KnownDevice {
  readonly device: string;
  readonly secret: string;
}

export interface KnownDeviceFieldsProps {
  readonly known: KnownDevice;
  readonly onChange: (known: KnownDevice) => void;
  readonly wasTried: boolean;
  /** Somebody just asked for these fields: focus follows what was pressed. */
  readonly autoFocus?: boolean;
}

export const nobodyKnown: KnownDevice = { device: '', secret: '' };

export function isFilled({ device, secret }: KnownDevice): boolean {
  return device.trim() !== '' && secret !== '';
}

export function KnownDeviceFields({ known, onChange, wasTried, autoFocus = false }: KnownDeviceFieldsProps) {
  const t = useTranslations('login');
  return (
    <div className="space-y-4">
      <Field
        label={t('name')}
        name="device"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={256}
        autoFocus={autoFocus}
        value={known.device}
        onChange={({ target }) => onChange({ ...known, device: target.value })}
        hint={t('nameHint')}
        error={wasTried && known.device.trim() === '' ? t('nameMissing') : undefined}
      />
      <PasswordInput
        label={t('password')}
        name="password"
        autoComplete="current-password"
        required
        value={known.secret}
        onChange={({ target }) => onChange({ ...known, secret: target.value })}
        error={wasTried && known.secret === '' ? t('passwordMissing') : undefined}
      />
    </div>
  );
}
