/** The demo: settings of one user on several devices, moving live. */
import { useStatus, useUser } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Gate } from '../../shell/gate.tsx';
import { Page } from '../../shell/page.tsx';
import { Announcer } from './announcer.tsx';
import { Desk } from './desk.tsx';
import { SettingsForm } from './form.tsx';
import { Joined } from './joined.tsx';
import { Inspector } from './panel/inspector.tsx';
import { OnlineDevices } from './panel/online-devices.tsx';
import { TryIt } from './panel/try-it.tsx';
import { DemoSkeleton } from './skeleton.tsx';

export default function DemoPage() {
  const t = useTranslations('app');
  return (
    <Gate needs="device">
      <Page title={t('title')} lead={t('lead')}>
        <Desk>
          <Demo />
        </Desk>
      </Page>
    </Gate>
  );
}

/** Without a user it works all the same: what is edited waits on this device until it joins one. */
function Demo() {
  const t = useTranslations('app');
  const isKnown = useIsKnown();
  if (!isKnown) return <DemoSkeleton />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <div className="min-w-0 space-y-4">
        <Joined />
        <SettingsForm />
        <Announcer />
      </div>
      <aside aria-label={t('panel')} className="min-w-0 space-y-4">
        <OnlineDevices />
        <Inspector />
        <TryIt />
      </aside>
    </div>
  );
}

/** Whether the state of this device has been here since the page began; after that an outage hides nothing. */
function useIsKnown(): boolean {
  const user = useUser();
  const isLive = useStatus(({ name }) => name === 'live');
  const isHere = user !== null || isLive;
  const [wasHere, setWasHere] = useState(isHere);
  useEffect(() => {
    if (isHere) setWasHere(true);
  }, [isHere]);
  return isHere || wasHere;
}
