/** Devices that wait to be let in, each with the way to look at it. */
import { useLinkRequests } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Time } from '../../ui/time.tsx';

export function WaitingDevices() {
  const t = useTranslations('home.waiting');
  const requests = useLinkRequests();
  if (requests.length === 0) return null;
  return (
    <Card title={t('title', { count: requests.length })} className="border-warn!">
      <ul className="divide-y divide-line">
        {requests.map(({ link, device, network, sameNetwork, at }) => (
          <li key={link} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
            <div className="min-w-0">
              <p className="font-medium">
                <bdi className="break-words">{device.name}</bdi>
              </p>
              <p className="text-sm text-soft">
                {device.platform !== null && <bdi>{device.platform} · </bdi>}
                {sameNetwork ? t('sameNetwork') : network === null ? '' : t('network', { network })}
                {(sameNetwork || network !== null) && ' · '}
                <Time at={at} />
              </p>
            </div>
            <ButtonLink href={`/link?request=${link}`} tone="primary">
              {t('review')}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
