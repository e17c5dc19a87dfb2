/** The devices that logged in here before, one opened at a time, and another one at the end. */
import type { RememberedDevice } from '@kith/client';
import { useKith } from '@kith/client/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { comeBack } from '../../entry/coming-back.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { NamedLogin } from './another-device.tsx';
import type { Enter } from './enter.ts';
import { ForgetDialog } from './forget-dialog.tsx';
import { OpenRow, type Picked } from './open-row.tsx';

export interface RememberedDevicesProps {
  readonly devices: readonly RememberedDevice[];
  /** Who is logged in now; null: nobody. */
  readonly current: string | null;
  readonly enter: Enter;
}

const rowLook =
  'flex min-h-12 w-full items-center gap-3 rounded-lg px-3 py-2 text-left font-medium hover:bg-sunken aria-expanded:bg-transparent';

export function RememberedDevices({ devices, current, enter }: RememberedDevicesProps) {
  const t = useTranslations('login');
  const kith = useKith();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [forgetting, setForgetting] = useState<RememberedDevice | null>(null);
  const [gone, setGone] = useState(0);
  const other = useRef<HTMLButtonElement>(null);
  // A row took the button that had focus with it. Not before its dialog is closed: until then nothing else takes focus.
  useEffect(() => {
    if (gone > 0) other.current?.focus();
  }, [gone]);

  const pick = (id: string) => {
    setPicked({ id, state: 'trying' });
    const tell = (state: Picked['state']) => setPicked((now) => (now?.id === id ? { id, state } : now));
    void enter(async () => {
      const came = await comeBack(kith, id, () => tell('unreachable'));
      if (came !== 'in') tell(came);
      return came === 'in';
    });
  };
  return (
    <Card title={t('which')}>
      <ul className="-mx-1 space-y-1">
        {devices.map((device) => {
          const isOpen = picked?.id === device.id;
          return (
            <li
              key={device.id}
              className={`rounded-lg border ${isOpen ? 'border-line-strong' : 'border-transparent'}`}
            >
              <div className="flex items-center gap-1">
                <button
                  type="button"
                  className={`${rowLook} min-w-0 flex-1`}
                  aria-expanded={isOpen}
                  disabled={device.id === current}
                  onClick={() => pick(device.id)}
                >
                  <Dot isOn={isOpen || device.id === current} />
                  <span className="min-w-0">
                    <bdi className="break-words">{device.name}</bdi>
                    {device.id === current && (
                      <span className="block text-sm font-normal text-soft">{t('isYou')}</span>
                    )}
                  </span>
                </button>
                {device.id !== current && (
                  <Button
                    tone="quiet"
                    className="px-3!"
                    aria-label={t('forgetLabel', { name: device.name })}
                    onClick={() => setForgetting(device)}
                  >
                    {t('forget')}
                  </Button>
                )}
              </div>
              {isOpen && picked !== null && <OpenRow device={device} picked={picked} enter={enter} />}
            </li>
          );
        })}
        <li
          className={`rounded-lg border ${picked?.id === 'other' ? 'border-line-strong' : 'border-transparent'}`}
        >
          <button
            ref={other}
            type="button"
            className={rowLook}
            aria-expanded={picked?.id === 'other'}
            onClick={() => setPicked({ id: 'other', state: 'password' })}
          >
            <Dot isOn={picked?.id === 'other'} />
            {t('another')}
          </button>
          {picked?.id === 'other' && (
            <div className="px-3 pt-1 pb-4">
              <NamedLogin enter={enter} autoFocus />
            </div>
          )}
        </li>
      </ul>
      {forgetting !== null && (
        <ForgetDialog
          device={forgetting}
          onClose={(isGone) => {
            setForgetting(null);
            setGone(isGone ? gone + 1 : gone);
          }}
        />
      )}
    </Card>
  );
}

function Dot({ isOn }: { readonly isOn: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={`size-4 shrink-0 rounded-full border-2 ${isOn ? 'border-5 border-accent' : 'border-line-strong'}`}
    />
  );
}
