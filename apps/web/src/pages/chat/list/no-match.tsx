/** No chat has such a name: what was typed may stand in a message, or be somebody's handle. */
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { addressOf } from '../../../chats/place.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { NewChat } from '../new/dialogs.tsx';

export function NoMatch({ query }: { readonly query: string }) {
  const t = useTranslations('chat.list.noMatch');
  const [isNew, setIsNew] = useState(false);
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-10 text-center">
      <p className="font-medium">
        {t.rich('title', { query: () => <bdi className="break-words">{query}</bdi> })}
      </p>
      <ButtonLink href={addressOf({ side: 'search', query })} tone="primary">
        {t('inMessages')}
      </ButtonLink>
      <Button onClick={() => setIsNew(true)}>{t('start')}</Button>
      {isNew && <NewChat onClose={() => setIsNew(false)} />}
    </div>
  );
}
