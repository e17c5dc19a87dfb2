/** How this device wants to be seen, to choose from: the same choice wherever it stands. */
import { useReadable } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Choice } from '../ui/choice.tsx';
import { choosePresence, ownPresence, presenceStates } from './own-presence.ts';

export function PresenceChoice() {
  const t = useTranslations('shell.ownPresence');
  const chosen = useReadable(ownPresence, 'online');
  return (
    <Choice
      legend={t('legend')}
      options={presenceStates.map((value) => ({
        value,
        label: t(`${value}.name`),
        hint: t(`${value}.means`),
      }))}
      value={chosen}
      onChoose={choosePresence}
      hint={t('hint')}
    />
  );
}
