/** How this device is seen by the person's other devices. */
import { useReadable } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { choosePresence, ownPresence, presenceStates } from '../../shell/own-presence.ts';
import { Choice } from '../../ui/choice.tsx';
import { Group } from './group.tsx';

export function PresenceGroup() {
  const t = useTranslations('settings.presence');
  const chosen = useReadable(ownPresence, 'online');
  return (
    <Group title={t('title')} holds="here">
      <Choice
        legend={t('legend')}
        options={presenceStates.map((value) => ({
          value,
          label: t(`states.${value}`),
          hint: t(`hints.${value}`),
        }))}
        value={chosen}
        onChoose={choosePresence}
        hint={t('hint')}
      />
    </Group>
  );
}
