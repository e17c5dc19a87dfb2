/** Home of a device that is in a user: the user, their devices, who waits to be let in, and what to do next. */
import type { User } from '@kith/client';
import { useDevices } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { DisjoinDialog } from '../../entry/disjoin-dialog.tsx';
import { useIsOut } from '../../shell/outage.ts';
import { PresenceChoice } from '../../shell/presence-choice.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Message } from '../../ui/message.tsx';
import { UserDevices } from './user-devices.tsx';
import { WaitingDevices } from './waiting-devices.tsx';

export function WithUser({ user }: { readonly user: User }) {
  const t = useTranslations('home');
  const [isLeaving, setIsLeaving] = useState(false);
  const isOut = useIsOut();
  const count = useDevices((all) => all.length);
  return (
    <>
      <WaitingDevices />
      <Card>
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
          <div className="flex min-w-0 items-center gap-3 sm:gap-4">
            <Initial name={user.displayName ?? user.handle} />
            <div className="min-w-0">
              <h2 className="text-lg font-semibold sm:text-xl">
                <bdi className="break-words">{user.displayName ?? user.handle}</bdi>
              </h2>
              <p className="text-soft">
                <bdi className="break-all">@{user.handle}</bdi>
              </p>
            </div>
          </div>
          <div className="flex flex-wrap gap-2">
            <ButtonLink href="/app" tone="primary">
              {t('openApp')}
            </ButtonLink>
            <Button off={isOut} onClick={() => setIsLeaving(true)}>
              {t('disjoin')}
            </Button>
          </div>
        </div>
        {isOut && (
          <div className="mt-4">
            <Message tone="warn">
              <p>{t('cached')}</p>
            </Message>
          </div>
        )}
        <UserDevices />
      </Card>
      {count === 1 && <Hint />}
      <Card>
        <PresenceChoice />
      </Card>
      {isLeaving && <DisjoinDialog user={user} onClose={() => setIsLeaving(false)} />}
    </>
  );
}

/** Stands for a picture. */
function Initial({ name }: { readonly name: string }) {
  return (
    <span
      aria-hidden="true"
      className="flex size-12 shrink-0 items-center justify-center rounded-full bg-accent-wash text-xl font-semibold text-accent"
    >
      {[...name][0]?.toLocaleUpperCase()}
    </span>
  );
}

/** One device is a user that can be lost. */
function Hint() {
  const t = useTranslations('home.alone');
  return (
    <Card title={t('title')}>
      <p className="mb-3 text-sm text-soft">{t('text')}</p>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href="/link" tone="primary">
          {t('link')}
        </ButtonLink>
        <ButtonLink href="/devices">{t('codes')}</ButtonLink>
      </div>
    </Card>
  );
}
