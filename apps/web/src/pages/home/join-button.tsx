/** Joins a user without asking, where the server is open to everyone. */
import type { User } from '@kith/client';
import { useKith, useStatus } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { useAction } from '../../shell/action.ts';
import { Button, type Tone } from '../../ui/button.tsx';
import { useErrorText } from '../../words/errors.ts';

export interface JoinButtonProps {
  readonly user: User;
  readonly label: string;
  readonly tone?: Tone;
}

export function JoinButton({ user, label, tone = 'plain' }: JoinButtonProps) {
  const t = useTranslations('home.open');
  const kith = useKith();
  const isLive = useStatus((it) => it.name === 'live');
  const textOf = useErrorText();
  const { run, isBusy, error } = useAction(async () => void (await kith.users.join(user.id)));
  return (
    <div className="max-w-full text-sm">
      <Button
        tone={tone}
        busy={isBusy}
        aria-label={t('joinLabel', { label, handle: user.handle })}
        onClick={() => void run()}
      >
        {isBusy ? t('joining') : label}
      </Button>
      {isBusy && !isLive && <p className="mt-1 text-soft">{t('waits')}</p>}
      {error !== null && (
        <p role="alert" className="mt-1 text-bad">
          {textOf(error)}
        </p>
      )}
    </div>
  );
}
