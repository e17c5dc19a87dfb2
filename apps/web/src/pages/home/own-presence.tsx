/** How this device shows itself to others. */
import type { PresenceState } from '@kith/client';
import { KithError } from '@kith/client';
import { usePresence, useStatus } from '@kith/client/react';
import { useId, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Card } from '../../ui/card.tsx';
import { Message } from '../../ui/message.tsx';
import { useErrorText } from '../../words/errors.ts';

const states: readonly PresenceState[] = ['online', 'away', 'invisible'];

/** A connected device that looks offline chose to. */
function chosenBy(presence: 'online' | 'away' | 'offline'): PresenceState {
  return presence === 'offline' ? 'invisible' : presence;
}

export function OwnPresence() {
  const t = useTranslations('home.presence');
  const { presence, set } = usePresence();
  const isLive = useStatus((it) => it.name === 'live');
  const [asked, setAsked] = useState<PresenceState | null>(null);
  const [error, setError] = useState<KithError | null>(null);
  const textOf = useErrorText();
  const group = useId();
  const choose = async (state: PresenceState) => {
    setAsked(state);
    setError(null);
    try {
      await set(state);
    } catch (refused) {
      if (!(refused instanceof KithError)) throw refused;
      setAsked(null);
      setError(refused);
    }
  };
  const now = asked ?? chosenBy(presence);
  return (
    <Card title={t('title')}>
      <fieldset disabled={!isLive} className="disabled:opacity-60">
        <legend className="sr-only">{t('title')}</legend>
        <div className="grid gap-2 sm:grid-cols-3">
          {states.map((state) => (
            <label
              key={state}
              className="flex min-h-11 cursor-pointer items-start gap-2.5 rounded-lg border border-line px-3 py-2.5 text-sm has-checked:border-accent has-checked:bg-accent-wash"
            >
              <input
                type="radio"
                name={group}
                className="mt-0.5 size-4 shrink-0 accent-accent"
                checked={isLive && now === state}
                onChange={() => void choose(state)}
              />
              <span>
                <span className="font-medium">{t(`states.${state}.name`)}</span>
                <span className="block text-soft">{t(`states.${state}.means`)}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {!isLive && <p className="mt-2 text-sm text-soft">{t('needsConnection')}</p>}
      {error !== null && (
        <div className="mt-3">
          <Message tone="bad">
            <p>{textOf(error)}</p>
          </Message>
        </div>
      )}
    </Card>
  );
}
