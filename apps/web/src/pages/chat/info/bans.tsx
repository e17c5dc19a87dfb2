/** Who may not come back into a chat, and the end of that. */
import type { Person } from '@kith/client/chat';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNames } from '../../../chats/names.ts';
import { useAction } from '../../../shell/action.ts';
import { Avatar } from '../../../ui/avatar.tsx';
import { Button } from '../../../ui/button.tsx';
import { useErrorText } from '../../../words/errors.ts';
import type { PartProps } from './info.tsx';

export function Bans({ chat }: PartProps) {
  const t = useTranslations('chat.info.bans');
  const names = useNames();
  const errorText = useErrorText();
  const [people, setPeople] = useState<readonly Person[] | null>(null);
  const look = useAction(async () => setPeople((await chat.bans()).map(({ user }) => user)));
  const unban = useAction(async (user: string) => {
    await chat.unban(user);
    await look.run();
  });
  const error = look.error ?? unban.error;
  return (
    <details
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void look.run();
      }}
    >
      <summary className="min-h-6 touch:min-h-11 font-semibold">{t('title')}</summary>
      <div className="mt-3 space-y-2 text-sm">
        {error !== null && (
          <p role="alert" className="text-bad">
            {errorText(error)}
          </p>
        )}
        {people?.length === 0 && <p className="text-soft">{t('none')}</p>}
        <ul>
          {people?.map((person) => {
            const name = names.ofPerson(person);
            return (
              <li key={person.id} className="flex min-h-12 items-center gap-3">
                <Avatar id={person.id} name={name} size="small" />
                <bdi className="min-w-0 flex-1 break-words">{name}</bdi>
                <Button
                  tone="quiet"
                  className="px-3"
                  busy={unban.doing?.[0] === person.id}
                  aria-label={t('unbanOf', { name })}
                  onClick={() => void unban.run(person.id)}
                >
                  {t('unban')}
                </Button>
              </li>
            );
          })}
        </ul>
      </div>
    </details>
  );
}
