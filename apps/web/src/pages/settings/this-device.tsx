/** This device: what others call it, what it runs on, its password, and the way out. */
import { useDevice, useDevices, useKith, useUser } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { LogOut } from '../../entry/log-out.tsx';
import { PasswordDialog } from '../../entry/password-dialog.tsx';
import { thisBrowser } from '../../this-browser.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Group } from './group.tsx';
import { SavedField } from './saved-field.tsx';

export function ThisDevice() {
  const t = useTranslations('settings.device');
  const kith = useKith();
  const device = useDevice();
  const user = useUser();
  const [isSetting, setIsSetting] = useState(false);
  const label = useDevices((all) => all.find(({ current }) => current)?.label);
  if (device === null) return null;
  return (
    <Group title={t('title')} holds="here">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-soft">{t('name')}</dt>
        <dd className="min-w-0 break-words">
          <bdi>{device.name}</bdi>
        </dd>
        <dt className="text-soft">{t('platform')}</dt>
        <dd className="min-w-0">{thisBrowser()}</dd>
      </dl>
      {label === undefined && user !== null && <Skeleton className="h-24 w-full" />}
      {label !== undefined && (
        <SavedField
          label={t('label')}
          hint={t('labelHint')}
          saved={label}
          isRequired
          maxLength={64}
          onSave={(text) => kith.devices.rename(device.id, text)}
        />
      )}
      <div className="space-y-2">
        <p className="text-sm text-soft">{t('password.text')}</p>
        <Button onClick={() => setIsSetting(true)}>{t('password.set')}</Button>
      </div>
      <div className="space-y-2">
        <p className="text-sm text-soft">{t('logOut.text')}</p>
        <LogOut device={device.id} />
      </div>
      {isSetting && <PasswordDialog device={device} onClose={() => setIsSetting(false)} />}
    </Group>
  );
}
