/** Who the person is to others: the handle, and the name that is shown. */
import { KithError, type User } from '@kith/client';
import { useKith } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Group } from './group.tsx';
import { SavedField } from './saved-field.tsx';

export function Profile({ user }: { readonly user: User }) {
  const t = useTranslations('settings.profile');
  const kith = useKith();
  const isShape = (error: unknown) => error instanceof KithError && error.code === 'validation-failed';
  return (
    <Group title={t('title')} holds="synced">
      <SavedField
        label={t('name')}
        hint={t('nameHint')}
        saved={user.displayName ?? ''}
        maxLength={64}
        onSave={(text) => kith.users.update({ displayName: text === '' ? null : text })}
      />
      <SavedField
        label={t('handle')}
        hint={t('handleHint')}
        saved={user.handle}
        isRequired
        maxLength={32}
        autoCapitalize="none"
        errorOf={(error) => (isShape(error) ? t('handleShape') : undefined)}
        onSave={(handle) => kith.users.update({ handle })}
      />
    </Group>
  );
}
