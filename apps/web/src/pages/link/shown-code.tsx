/** A code that is open: to scan, to type, to copy; and how long it lives. */
import { type ShownOffer, useUser } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { OnlyHere } from '../../shell/only-here.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Qr } from '../../ui/qr.tsx';
import { TimeLeft } from './time-left.tsx';

export interface ShownCodeProps {
  readonly offer: ShownOffer;
  readonly secondsLeft: number;
  readonly isBusy: boolean;
  readonly onNew: () => void;
  readonly onHide: () => void;
}

export function ShownCode({ offer, secondsLeft, isBusy, onNew, onHide }: ShownCodeProps) {
  const t = useTranslations('link.code');
  const { code, qr } = offer;
  const handle = useUser()?.handle ?? '';
  return (
    <div className="grid items-start gap-x-6 gap-y-4 sm:grid-cols-[auto_minmax(0,1fr)]">
      <div className="mx-auto w-52 max-w-full">
        <Qr text={qr} label={t('qr', { code, handle })} />
      </div>
      <div className="min-w-0 space-y-3">
        <p className="text-sm">{t('scanOrType')}</p>
        <dl className="space-y-2">
          <div>
            <dt className="text-sm text-soft">{t('handle')}</dt>
            <dd className="font-medium break-all">
              <bdi>{handle}</bdi>
            </dd>
          </div>
          <div>
            <dt className="text-sm text-soft">{t('code')}</dt>
            <dd className="flex flex-wrap items-center gap-x-2">
              <span className="font-mono text-2xl font-semibold tracking-wider whitespace-nowrap">
                {code}
              </span>
              <span className="-mx-3">
                <CopyButton text={code} />
              </span>
            </dd>
          </div>
        </dl>
        <TimeLeft key={offer.link} seconds={secondsLeft} />
        <div className="flex flex-wrap gap-2">
          <Button busy={isBusy} onClick={onNew}>
            {t('new')}
          </Button>
          <Button tone="quiet" onClick={onHide}>
            {t('hide')}
          </Button>
        </div>
      </div>
      <div className="text-sm empty:hidden sm:col-span-2">
        <OnlyHere url={qr} />
      </div>
    </div>
  );
}
