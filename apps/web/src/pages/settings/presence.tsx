/** How this device is seen by the person's other devices. */
import { useTranslations } from 'use-intl/react';
import { PresenceChoice } from '../../shell/presence-choice.tsx';
import { Group } from './group.tsx';

export function PresenceGroup() {
  const t = useTranslations('settings.presence');
  return (
    <Group title={t('title')} holds="here">
      <PresenceChoice />
    </Group>
  );
}
