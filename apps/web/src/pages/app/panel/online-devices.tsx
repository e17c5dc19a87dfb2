/** The devices of the user, live: those that are here first, this one marked. */
import type { Device } from '@kith/client';
import { useDevices } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { useIsOut } from '../../../shell/outage.ts';
import { Presence } from '../../../ui/presence.tsx';
import { Time } from '../../../ui/time.tsx';
import { ordered } from './device-order.ts';
import { Section } from './section.tsx';

export function OnlineDevices() {
  const t = useTranslations('app.devices');
  const devices = ordered(useDevices());
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
      {devices.length === 0 ? (
        <p className="text-sm text-soft">{t('none')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {devices.map((device) => (
            <Row key={device.id} device={device} />
          ))}
        </ul>
      )}
    </Section>
  );
}

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
      <Presence presence={presence} />
    </li>
  );
}
