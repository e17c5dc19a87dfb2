/** What happened to the account while this page was open. Older events are not told by the server. */
import type { Device } from '@kith/client';
import { useRecentEvents } from '@kith/client/react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl/react';
import { Card } from '../../ui/card.tsx';
import { Time } from '../../ui/time.tsx';
import { linesOf } from './log.ts';

const shownMax = 20;

export function SecurityLog({ devices }: { readonly devices: readonly Device[] }) {
  const t = useTranslations('devices.log');
  const events = useRecentEvents();
  const lines = useMemo(() => linesOf(events, devices).slice(0, shownMax), [events, devices]);
  return (
    <Card title={t('title')}>
      <p className="mb-3 text-soft">{t('text')}</p>
      {lines.length === 0 ? (
        <p className="text-sm">{t('none')}</p>
      ) : (
        <ol className="divide-y divide-line text-sm">
          {lines.map(({ key, at, what, device, by }) => (
            <li key={key} className="flex flex-wrap justify-between gap-x-4 py-2 first:pt-0 last:pb-0">
              <span className="min-w-0 break-words">
                {t.rich(by === null ? `alone.${what}` : `by.${what}`, {
                  name: () => <bdi className="font-medium">{device ?? t('device')}</bdi>,
                  by: () => <bdi className="font-medium">{by}</bdi>,
                })}
              </span>
              <span className="text-soft">
                <Time at={at} />
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
