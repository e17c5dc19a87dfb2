/** This device: what it is, and what can be done with it. */
import type { Device } from '@kith/client';
import { useUser } from '@kith/client/react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { DisjoinDialog } from '../../entry/disjoin-dialog.tsx';
import { PasswordDialog } from '../../entry/password-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Linked, NameAndPlatform, Seen } from './device-facts.tsx';
import { LeaveForGoodDialog } from './leave-for-good-dialog.tsx';
import { Rename } from './rename.tsx';

export interface OwnDeviceProps {
  readonly device: Device;
  /** The labels of the user's devices, by id. */
  readonly labels: ReadonlyMap<string, string>;
  /** The user has no other device. */
  readonly isOnly: boolean;
  readonly isOut: boolean;
}

type Open = 'rename' | 'password' | 'disjoin' | 'signOut' | null;

export function OwnDevice({ device, labels, isOnly, isOut }: OwnDeviceProps) {
  const t = useTranslations('devices.own');
  const [open, setOpen] = useState<Open>(null);
  const user = useUser();
  const close = () => setOpen(null);
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <Card headingRef={heading} title={t('title')}>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start">
        <div className="min-w-0">
          {open === 'rename' ? (
            <Rename
              device={device}
              isOut={isOut}
              onEnd={() => {
                heading.current?.focus();
                close();
              }}
            />
          ) : (
            <p className="text-lg font-medium break-words">
              <bdi>{device.label}</bdi>
            </p>
          )}
          <NameAndPlatform device={device} />
        </div>
        <div className="space-y-1 sm:text-right">
          <Seen
            device={isOut ? { ...device, online: false, presence: 'offline', lastSeenAt: null } : device}
          />
          <p>
            <Linked device={device} by={labels.get(device.linkedBy ?? '') ?? null} />
          </p>
        </div>
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {open !== 'rename' && (
          <Button off={isOut} onClick={() => setOpen('rename')}>
            {t('rename')}
          </Button>
        )}
        <Button off={isOut} onClick={() => setOpen('password')}>
          {t('password')}
        </Button>
        <Button off={isOut} onClick={() => setOpen('disjoin')}>
          {t('disjoin')}
        </Button>
        <Button tone="danger" off={isOut} onClick={() => setOpen('signOut')}>
          {t('signOut')}
        </Button>
      </div>
      {open === 'password' && <PasswordDialog device={device} onClose={close} />}
      {open === 'disjoin' && user !== null && <DisjoinDialog user={user} onClose={close} />}
      {open === 'signOut' && <LeaveForGoodDialog device={device} isOnly={isOnly} onClose={close} />}
    </Card>
  );
}
