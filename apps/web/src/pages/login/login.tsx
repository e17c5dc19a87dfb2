/** Logging in: as a device that is remembered here, as another one, or by a recovery code. */
import { useDevice, useRemembered, useStatus } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { Link, useLocation, useSearch } from 'wouter';
import { recoveryIn, useFragment } from '../../entry/fragment.ts';
import { withNext } from '../../entry/next.ts';
import { useNext } from '../../entry/use-next.ts';
import { Page } from '../../shell/page.tsx';
import { PageSkeleton } from '../../shell/skeleton.tsx';
import { AlreadyIn } from './already-in.tsx';
import { AnotherDevice } from './another-device.tsx';
import { Recovery } from './recovery.tsx';
import { RememberedDevices } from './remembered-devices.tsx';
import { Why } from './why.tsx';

/** How somebody comes in. */
type Way = 'device' | 'code';

export default function Login() {
  const t = useTranslations('login');
  const link = recoveryIn(useFragment('recover'));
  const next = useNext();
  const query = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const device = useDevice();
  const remembered = useRemembered();
  const status = useStatus((it) => it.name);
  const [attempts, setAttempts] = useState(0);
  const [chosen, setChosen] = useState<Way | null>(null);
  // A list whose last row was forgotten stays, and focus in it.
  const [hadSome, setHadSome] = useState(false);
  if (remembered.length > 0 && !hadSome) setHadSome(true);
  const way = chosen ?? (link !== null || query.get('way') === 'code' ? 'code' : 'device');

  /** Whoever is in goes on; until then this page stays as it is. */
  const enter = async (act: () => Promise<boolean>) => {
    setAttempts((now) => now + 1);
    try {
      if (await act()) navigate(next ?? '/', { replace: true });
    } finally {
      setAttempts((now) => now - 1);
    }
  };
  if (status === 'starting') return <PageSkeleton />;
  const isIn = device !== null && status !== 'signed-out' && attempts === 0;
  const linkLook = 'font-medium text-accent underline underline-offset-2';
  if (way === 'code') {
    return (
      <Page title={t('code.title')} lead={t('code.lead')} width="narrow" step="code">
        <Recovery link={link} enter={enter} />
        <p className="text-sm">
          <button type="button" className={`min-h-8 ${linkLook}`} onClick={() => setChosen('device')}>
            {t('code.back')}
          </button>
        </p>
      </Page>
    );
  }
  return (
    <Page title={t('title')} width="narrow" step="device">
      <Why asked={query.get('why')} />
      {isIn && <AlreadyIn device={device} next={next} />}
      {remembered.length === 0 && !hadSome ? (
        <AnotherDevice enter={enter} />
      ) : (
        <RememberedDevices devices={remembered} current={isIn ? device.id : null} enter={enter} />
      )}
      <p className="text-sm text-soft">
        {t.rich('register', {
          way: (text) => (
            <Link href={withNext('/register', next)} className={linkLook}>
              {text}
            </Link>
          ),
        })}
      </p>
      <p className="text-sm text-soft">
        {t.rich('recovery', {
          way: (text) => (
            <button type="button" className={linkLook} onClick={() => setChosen('code')}>
              {text}
            </button>
          ),
        })}
      </p>
    </Page>
  );
}
