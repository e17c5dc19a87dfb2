/** The devices of the user, live, this one marked. Its room is that of three devices, whoever comes and goes. */
import type { Device } from '@kith/client';
import { useDevices } from '@kith/client/react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { ordered } from '../../../shell/device-order.ts';
import { useIsOut } from '../../../shell/outage.ts';
import { Presence } from '../../../ui/presence.tsx';
import { Time } from '../../../ui/time.tsx';
import { inPlace } from './places.ts';
import { Section } from './section.tsx';

export function OnlineDevices() {
  const t = useTranslations('app.devices');
  const devices = useSteadyOrder(useDevices());
  const isOut = useIsOut();
  const online = devices.filter((it) => it.online).length;
  return (
    <Section
      isOpenOnPhone
      title={
        <>
          {t('title')}{' '}
          <span className="font-normal text-soft">
            {isOut ? t('stale') : t('count', { online, all: devices.length })}
          </span>
        </>
      }
    >
      <div
        className="h-40 overflow-y-auto"
        // Whoever has no mouse scrolls it by the arrows.
        {...(devices.length > roomFor && { tabIndex: 0, role: 'group', 'aria-label': t('title') })}
      >
        <ul className="divide-y divide-line">
          {devices.map((device) => (
            <Row key={device.id} device={device} />
          ))}
        </ul>
        {devices.length < 2 && (
          <p className="py-2 text-sm text-soft">{t(devices.length === 0 ? 'none' : 'alone')}</p>
        )}
      </div>
    </Section>
  );
}

/** In the order in which they stood when the page began: rows that jump about are hard to read. */
function useSteadyOrder(devices: readonly Device[]): readonly Device[] {
  const [places, setPlaces] = useState<readonly string[]>([]);
  const shown = inPlace(ordered(devices), places);
  const now = shown.map(({ id }) => id);
  const isNew = now.join() !== places.join();
  useEffect(() => {
    if (isNew) setPlaces(now);
  });
  return shown;
}

const roomFor = 3;

function Row({ device }: { readonly device: Device }) {
  const t = useTranslations('app.devices');
  const { label, platform, current, presence, online, lastSeenAt } = device;
  const time = () => <Time at={lastSeenAt ?? 0} />;
  return (
    <li className="flex min-h-12 items-center gap-3 py-2">
      <div className="min-w-0 flex-1 leading-tight">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="max-w-full truncate text-sm font-medium" title={label}>
            {label}
          </bdi>
          {current && (
            <span className="shrink-0 rounded-full bg-accent-wash px-2 py-0.5 text-xs text-text">
              {t('this')}
            </span>
          )}
        </p>
        <p className="min-h-[1lh] truncate text-xs text-soft">
          {platform !== null && <bdi>{platform}</bdi>}
          {!online && lastSeenAt !== null && (
            <>
              {platform !== null && ' · '}
              {t.rich('seen', { time })}
            </>
          )}
        </p>
      </div>
      <span className="w-24 shrink-0 whitespace-nowrap">
        <Presence presence={presence} />
      </span>
    </li>
  );
}
