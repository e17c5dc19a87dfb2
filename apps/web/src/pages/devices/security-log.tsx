/** What happened to the account, newest first; older pages on demand. */
import type { Device } from '@kith/client';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Message } from '../../ui/message.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import { useErrorText } from '../../words/errors.ts';
import { useActivity } from './activity.ts';
import { type Line, linesOf } from './log.ts';

export function SecurityLog({ devices }: { readonly devices: readonly Device[] }) {
  const t = useTranslations('devices.log');
  const errorText = useErrorText();
  const { events, hasOlder, read } = useActivity();
  const lines = useMemo(() => (events === null ? null : linesOf(events, devices)), [events, devices]);
  return (
    <Card title={t('title')} anchor="security-log">
      <p className="mb-3 text-soft">{t('text')}</p>
      {lines === null ? read.error === null && <Skeleton className="h-40 w-full" /> : <Lines lines={lines} />}
      {read.error !== null && <Message tone="bad">{errorText(read.error)}</Message>}
      {(hasOlder || read.error !== null) && (
        <Button className="mt-3" busy={read.isBusy} onClick={() => void read.run()}>
          {read.isBusy ? t('loading') : t(read.error === null ? 'older' : 'again')}
        </Button>
      )}
    </Card>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTranslations('devices.log');
  if (lines.length === 0) return <p className="text-sm">{t('none')}</p>;
  return (
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
  );
}
