/** Devices: this one, those that wait, the others; what to do with each; and how to come back without any. */
import { useDevices } from '@kith/client/react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl/react';
import { ordered } from '../../shell/device-order.ts';
import { Gate, Unknown } from '../../shell/gate.tsx';
import { useIsOut } from '../../shell/outage.ts';
import { Page } from '../../shell/page.tsx';
import { Others } from './others.tsx';
import { OwnDevice } from './own-device.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SecurityLog } from './security-log.tsx';
import { Waiting } from './waiting.tsx';

export default function Devices() {
  return (
    <Gate needs="user">
      <Known />
    </Gate>
  );
}

function Known() {
  const t = useTranslations('devices');
  const isOut = useIsOut();
  const devices = useDevices();
  const inOrder = useMemo(() => ordered(devices), [devices]);
  const own = inOrder.find(({ current }) => current);
  const others = useMemo(() => inOrder.filter(({ current }) => !current), [inOrder]);
  const labels = useMemo(() => new Map(devices.map(({ id, label }) => [id, label])), [devices]);
  // Who one is may be known from before; the devices are not, until the server tells them.
  if (own === undefined) return <Unknown />;
  return (
    <Page title={t('title')} lead={isOut ? <span className="text-warn">{t('out')}</span> : t('lead')}>
      <OwnDevice device={own} labels={labels} isOnly={others.length === 0} isOut={isOut} />
      <Waiting />
      <Others devices={others} labels={labels} isOut={isOut} />
      <RecoveryCodes isOut={isOut} quarantineUntil={own.quarantineUntil ?? null} />
      <SecurityLog devices={devices} />
    </Page>
  );
}
