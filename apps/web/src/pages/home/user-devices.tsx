/** The user's devices at a glance: how many are online, and which, live. */
import { useDevices } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Link } from 'wouter';
import { useIsOut } from '../../shell/outage.ts';
import { Presence } from '../../ui/presence.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { shownFirst } from './shown-devices.ts';

export function UserDevices() {
  const t = useTranslations('home.devices');
  const devices = useDevices();
  const online = devices.filter((it) => it.online).length;
  const isOut = useIsOut();
  const { shown, more } = shownFirst(devices);
  const linkLook =
    'inline-flex min-h-8 items-center text-sm font-medium text-accent underline underline-offset-2';
  return (
    <section className="mt-5 border-t border-line pt-4">
      <h3 className="mb-2 text-sm font-medium">
        {devices.length === 0 ? (
          <Skeleton className="h-5 w-40" />
        ) : isOut ? (
          t('count', { count: devices.length })
        ) : (
          t('online', { online, count: devices.length })
        )}
      </h3>
      <ul className="divide-y divide-line">
        {shown.map((device) => (
          <li key={device.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-0.5 py-2">
            <span className="min-w-0">
              <bdi className="break-words">{device.label}</bdi>
              {device.current && <span className="text-soft"> {t('this')}</span>}
            </span>
            {!isOut && <Presence presence={device.presence} />}
          </li>
        ))}
      </ul>
      <div className="mt-2 flex flex-wrap gap-x-5">
        {devices.length > 1 && (
          <Link href="/link" className={linkLook}>
            {t('link')}
          </Link>
        )}
        <Link href="/devices" className={linkLook}>
          {more === 0 ? t('all') : t('more', { count: more })}
        </Link>
      </div>
    </section>
  );
}
