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
}

export function KnownDeviceFields({ known, onChange, wasTried }: KnownDeviceFieldsProps) {
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
        value={known.device}
        onChange={({ target }) => onChange({ ...known, device: target.value })}
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
