/** Who may write to the person, what others learn of them and they of others, and whom they blocked. */
import { useTranslations } from 'use-intl/react';
import { useOpenedChats } from '../../chats/opened.ts';
import { SyncedCheck } from '../../synced/synced-check.tsx';
import { SyncedChoice } from '../../synced/synced-choice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Blocked } from './blocked.tsx';
import { type KithChoices, useKithChoices, whoMayWrite } from './kith-choices.ts';
import { useSwitchText } from './switch-text.ts';
import { SyncedGroup } from './synced-group.tsx';

const labels = {
  'privacy.directs': 'directs',
  'privacy.receipts': 'receipts.send',
  'show.receipts': 'receipts.show',
  'privacy.typing': 'typing.send',
  'show.typing': 'typing.show',
} as const satisfies Record<keyof KithChoices, string>;

const kinds = ['receipts', 'typing'] as const;

export function PrivacyGroup() {
  const t = useTranslations('settings.privacy');
  const switchText = useSwitchText();
  const chats = useOpenedChats();
  const options = whoMayWrite.map((value) => ({
    value,
    label: t(`who.${value}.name`),
    hint: t(`who.${value}.means`),
  }));
  return (
    <SyncedGroup
      title={t('title')}
      settings={useKithChoices()}
      label={(key) => t(labels[key])}
      write={(_, value) => options.find((it) => it.value === value)?.label ?? switchText(value)}
      // What others learn of a person is the person's choice, and no device's.
      canOverride={(key) => key.startsWith('show.')}
    >
      <SyncedChoice name="privacy.directs" options={options} />
      {kinds.map((kind) => (
        <fieldset key={kind} className="min-w-0 space-y-2">
          <legend className="mb-1.5 text-sm font-medium">{t(`${kind}.legend`)}</legend>
          <SyncedCheck name={`privacy.${kind}`} />
          <SyncedCheck name={`show.${kind}`} />
        </fieldset>
      ))}
      <p className="text-sm text-soft">{t('presence')}</p>
      {chats === null ? <Skeleton className="h-16 w-full" /> : <Blocked chats={chats} />}
    </SyncedGroup>
  );
}
