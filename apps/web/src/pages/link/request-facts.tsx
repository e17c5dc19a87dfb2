/** What is known of a device that asks. The network is the server's word; name and platform are the device's own. */
import type { LinkRequest } from '@kith/client';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl/react';
import { Message } from '../../ui/message.tsx';
import { Time } from '../../ui/time.tsx';

export function RequestFacts({ request }: { readonly request: LinkRequest }) {
  const t = useTranslations('link.trusted.facts');
  const { device, network, sameNetwork, at, expiresAt } = request;
  return (
    <>
      <dl className="mt-3 grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
        <Fact name={t('platform')}>
          {device.platform === null ? t('unknown') : <bdi>{device.platform}</bdi>}
        </Fact>
        <Fact name={t('at')}>
          <Time at={at} />
          {expiresAt !== null && (
            <span className="text-soft"> {t.rich('until', { time: () => <Time at={expiresAt} /> })}</span>
          )}
        </Fact>
        <Fact name={t('network')} isWide>
          {network === null ? t('unknown') : <bdi className="font-mono break-all">{network}</bdi>}
          {sameNetwork && <span className="text-soft"> {t('same')}</span>}
        </Fact>
      </dl>
      {!sameNetwork && (
        <div className="mt-3">
          <Message tone="warn">
            <p>{network === null ? t('noNetwork') : t('otherNetwork')}</p>
          </Message>
        </div>
      )}
    </>
  );
}

interface FactProps {
  readonly name: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

function Fact({ name, isWide = false, children }: FactProps) {
  return (
    <div className={`min-w-0 ${isWide ? 'sm:col-span-2' : ''}`}>
      <dt className="text-soft">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}
