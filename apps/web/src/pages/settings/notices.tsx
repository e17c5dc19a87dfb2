/** Which notices the person wants, on all their devices. */
import { useSetting } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { messageNotices, usePreferences } from '../../shell/preferences.ts';
import { Check } from '../../ui/check.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Group } from './group.tsx';

export function NoticesGroup() {
  const t = useTranslations('settings.notices');
  const preferences = usePreferences();
  const devices = useSetting(preferences, 'tellOfDevices');
  const messages = useSetting(preferences, 'tellOfMessages');
  return (
    <Group title={t('title')} holds="synced">
      <Choice
        legend={t('messages')}
        options={messageNotices.map((value) => ({ value, label: t(`which.${value}`) }))}
        value={messages.value}
        onChoose={(value) => messages.set(value)}
        hint={t('messagesHint')}
      />
      <Check
        label={t('devices')}
        hint={t('devicesHint')}
        isChecked={devices.value}
        onChange={(isOn) => devices.set(isOn)}
      />
    </Group>
  );
}
