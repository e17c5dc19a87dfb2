/** Devices that wait to be let in. They are answered on the page for it, where the number is typed. */
import { useLinkRequests } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Time } from '../../ui/time.tsx';

export function Waiting() {
  const t = useTranslations('devices.waiting');
  const requests = useLinkRequests();
  if (requests.length === 0) return null;
  return (
    <Card title={t('title')} className="border-warn">
      <ul className="divide-y divide-line">
        {requests.map(({ link, device, at }) => (
          <li
            key={link}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2 first:pt-0 last:pb-0"
          >
            <div className="min-w-0">
              <p className="font-medium break-words">
                <bdi>{device.name}</bdi>
              </p>
              <p className="text-sm text-soft">
                {device.platform !== null && (
                  <>
                    <bdi>{device.platform}</bdi>
                    {' · '}
                  </>
                )}
                {t.rich('asked', { time: () => <Time at={at} /> })}
              </p>
            </div>
            <ButtonLink href={`/link?request=${link}`}>{t('review')}</ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
