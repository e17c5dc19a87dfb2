/** Which notices the person wants: on all their devices, or otherwise on one. */
import { useTranslations } from 'use-intl/react';
import { messageNotices, type Preferences, usePreferences } from '../../shell/preferences.ts';
import { SyncedCheck } from '../../synced/synced-check.tsx';
import { SyncedChoice } from '../../synced/synced-choice.tsx';
import { useSwitchText } from './switch-text.ts';
import { SyncedGroup } from './synced-group.tsx';

const labels = { tellOfMessages: 'messages', tellOfDevices: 'devices' } as const satisfies Record<
  keyof Preferences,
  string
>;

export function NoticesGroup() {
  const t = useTranslations('settings.notices');
  const switchText = useSwitchText();
  const preferences = usePreferences();
  const options = messageNotices.map((value) => ({ value, label: t(`which.${value}`) }));
  return (
    <SyncedGroup
      title={t('title')}
      settings={preferences}
      label={(key) => t(labels[key])}
      write={(_, value) => options.find((it) => it.value === value)?.label ?? switchText(value)}
    >
      <SyncedChoice name="tellOfMessages" options={options} hint={t('messagesHint')} />
      <SyncedCheck name="tellOfDevices" hint={t('devicesHint')} />
    </SyncedGroup>
  );
}
