/** Which notices the person wants, on all their devices. */
import { useSetting } from '@kith/client/react';
import { useId } from 'react';
import { useTranslations } from 'use-intl/react';
import { usePreferences } from '../../shell/preferences.ts';
import { Group } from './group.tsx';

export function NoticesGroup() {
  const t = useTranslations('settings.notices');
  const id = useId();
  const { value, set } = useSetting(usePreferences(), 'tellOfDevices');
  return (
    <Group title={t('title')} holds="synced">
      <div className="flex gap-3">
        <input
          id={id}
          type="checkbox"
          checked={value}
          onChange={({ target }) => set(target.checked)}
          aria-describedby={`${id}-hint`}
          className="size-5 shrink-0 accent-accent"
        />
        <div className="min-w-0 text-sm">
          <label htmlFor={id} className="block min-h-6 font-medium">
            {t('devices')}
          </label>
          <p id={`${id}-hint`} className="text-soft">
            {t('devicesHint')}
          </p>
        </div>
      </div>
    </Group>
  );
}
