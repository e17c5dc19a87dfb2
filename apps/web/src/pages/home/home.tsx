/** Home: who this device is, and its user; or the ways to one. */
import { useDevice, useDevices, useStatus, useUser } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { LogOut } from '../../entry/log-out.tsx';
import { Gate } from '../../shell/gate.tsx';
import { useIsOut } from '../../shell/outage.ts';
import { Page } from '../../shell/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NoUser } from './no-user.tsx';
import { WithUser } from './with-user.tsx';

export default function Home() {
  return (
    <Gate needs="device">
      <OwnHome />
    </Gate>
  );
}

function OwnHome() {
  const t = useTranslations('home');
  const device = useDevice();
  const user = useUser();
  const isKnown = useIsKnown();
  // Who one is may be known from before; the devices are not, until the server tells them.
  const hasDevices = useDevices((all) => all.length > 0);
  const isTold = user === null ? isKnown : hasDevices;
  if (device === null) return null;
  const name = () => <bdi className="break-words">{device.name}</bdi>;
  return (
    <Page title={t('title')} heading={t.rich('youAre', { name })} step={user === null ? 'none' : 'user'}>
      {isTold && user !== null && <WithUser user={user} />}
      {isTold && user === null && <NoUser device={device} />}
      {!isTold && <Looking />}
      {/* Not below what still loads: it would move as that comes in. The settings have it at any time. */}
      {isTold && (
        <p key={user?.id} className="pt-2">
          <LogOut device={device.id} />
        </p>
      )}
    </Page>
  );
}

/** Whether the server has told this device who its user is; a lost connection does not make that unknown again. */
function useIsKnown(): boolean {
  const device = useDevice()?.id;
  const isLive = useStatus((it) => it.name === 'live');
  const [knownFor, setKnownFor] = useState<string | undefined>();
  useEffect(() => {
    if (isLive) setKnownFor(device);
  }, [isLive, device]);
  return isLive || (device !== undefined && knownFor === device);
}

/** Where nothing was told yet the status chip says why. */
function Looking() {
  const t = useTranslations('home');
  const isOut = useIsOut();
  return (
    <div className="space-y-3" aria-busy="true">
      <Skeleton className="h-44 w-full" />
      <p className="min-h-5 text-sm text-soft">{isOut ? t('notTold') : ''}</p>
    </div>
  );
}
