/** Asks before this device leaves its user, and says what that does; the last device has more to lose. */
import type { User } from '@kith/client';
import { useDevice, useDevices, useKith } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { useAction } from '../shell/action.ts';
import { useIsOut } from '../shell/outage.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Message } from '../ui/message.tsx';
import { useErrorText } from '../words/errors.ts';
import { leaveUser } from './left-user.ts';

export interface DisjoinDialogProps {
  readonly user: User;
  readonly onClose: () => void;
}

export function DisjoinDialog({ user, onClose }: DisjoinDialogProps) {
  const t = useTranslations('entry.disjoining');
  const kith = useKith();
  const device = useDevice();
  const count = useDevices((all) => all.length);
  const entry = useTranslations('entry');
  const isOut = useIsOut();
  const textOf = useErrorText();
  const [isSure, setIsSure] = useState(false);
  // The others may have left this very moment: then the server says so.
  const [isToldLast, setIsToldLast] = useState(false);
  const isLast = count <= 1 || isToldLast;
  const { run, isBusy, error } = useAction(
    async () => {
      await leaveUser(kith, { device: device?.id ?? '', user, wasLast: isLast });
      onClose();
    },
    ({ code }) => setIsToldLast(code === 'conflict'),
  );
  const name = () => <bdi className="font-medium break-words">{user.displayName ?? user.handle}</bdi>;
  return (
    <Dialog
      title={t('title', { user: user.displayName ?? user.handle })}
      onClose={onClose}
      beginsAt="title"
      actions={
        <>
          <Button onClick={onClose}>{t('stay')}</Button>
          <Button tone="danger" busy={isBusy} off={isLast && !isSure} onClick={() => void run()}>
            {isBusy ? t('disjoiningNow') : t('disjoin')}
          </Button>
        </>
      }
    >
      <ul className="list-disc space-y-1 pl-5">
        <li>{t.rich('effectSettings', { name })}</li>
        <li>{t('effectOthers')}</li>
        <li>{t('effectDevice')}</li>
      </ul>
      {isLast && (
        <>
          <Message tone="warn" isAlert={false}>
            <p className="font-medium">{t.rich('last', { name })}</p>
            <p>
              {t.rich('lastMeans', {
                way: (text) => (
                  <Link
                    href="/devices"
                    // It may lead to where this stands.
                    onClick={onClose}
                    className="font-medium text-accent underline underline-offset-2"
                  >
                    {text}
                  </Link>
                ),
              })}
            </p>
          </Message>
          <label className="flex min-h-8 items-start gap-2.5 py-1 touch:min-h-11">
            <input
              type="checkbox"
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={isSure}
              onChange={({ target }) => setIsSure(target.checked)}
            />
            {t('sure')}
          </label>
        </>
      )}
      {isBusy && isOut && <p className="text-soft">{entry('waits')}</p>}
      {error !== null && error.code !== 'conflict' && (
        <Message tone="bad">
          <p>{textOf(error)}</p>
        </Message>
      )}
    </Dialog>
  );
}
