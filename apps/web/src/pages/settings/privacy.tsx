/** Who may write to the person, what others learn of them and they of others, and whom they blocked. */
import { useSetting } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { useOpenedChats } from '../../chats/opened.ts';
import { Check } from '../../ui/check.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Blocked } from './blocked.tsx';
import { Group } from './group.tsx';
import { type KithChoices, useKithChoices, whoMayWrite } from './kith-choices.ts';

const kinds = ['receipts', 'typing'] as const;

export function PrivacyGroup() {
  const t = useTranslations('settings.privacy');
  const chats = useOpenedChats();
  const { value, set } = useSetting(useKithChoices(), 'privacy.directs');
  return (
    <Group title={t('title')} holds="synced">
      <Choice
        legend={t('directs')}
        options={whoMayWrite.map((it) => ({
          value: it,
          label: t(`who.${it}.name`),
          hint: t(`who.${it}.means`),
        }))}
        value={value}
        onChoose={(it) => set(it)}
      />
      {kinds.map((kind) => (
        <fieldset key={kind} className="min-w-0 space-y-2">
          <legend className="mb-1.5 text-sm font-medium">{t(`${kind}.legend`)}</legend>
          <Switch name={`privacy.${kind}`} label={t(`${kind}.send`)} />
          <Switch name={`show.${kind}`} label={t(`${kind}.show`)} />
        </fieldset>
      ))}
      <p className="text-sm text-soft">{t('presence')}</p>
      {chats === null ? <Skeleton className="h-16 w-full" /> : <Blocked chats={chats} />}
    </Group>
  );
}

type Name = Exclude<keyof KithChoices, 'privacy.directs'>;

function Switch({ name, label }: { readonly name: Name; readonly label: string }) {
  const { value, set } = useSetting(useKithChoices(), name);
  return <Check label={label} isChecked={value} onChange={(isOn) => set(isOn)} />;
}
