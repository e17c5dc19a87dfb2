/** How this device wants to be seen, to choose from: the same choice wherever it stands. */
import { useTranslations } from 'use-intl/react';
import { Choice } from '../ui/choice.tsx';
import { presenceStates, useOwnPresence } from './own-presence.ts';

export function PresenceChoice() {
  const t = useTranslations('shell.ownPresence');
  const [chosen, choose] = useOwnPresence();
  return (
    <Choice
      legend={t('legend')}
      options={presenceStates.map((value) => ({
        value,
        label: t(`${value}.name`),
        hint: t(`${value}.means`),
      }))}
      value={chosen}
      onChoose={choose}
      hint={t('hint')}
    />
  );
}
