/** What the account held before this device joined it, where the two differed: to be had back. */
import type { Snapshot } from '@kith/client';
import { useKith, useSnapshots } from '@kith/client/react';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';

export function BeforeJoining() {
  const t = useTranslations('settings.data.before');
  const snapshots = useSnapshots();
  const [said, setSaid] = useState('');
  if (snapshots.length === 0) return null;
  return (
    <section className="space-y-2">
      <h3 className="text-sm font-medium">{t('title')}</h3>
      <p className="text-sm text-soft">{t('text')}</p>
      <ul className="divide-y divide-line rounded-lg border border-line text-sm">
        {snapshots.map((it) => (
          <Line key={it.id} snapshot={it} onRestored={() => setSaid(t('restored'))} />
        ))}
      </ul>
      <p role="status" className="min-h-5 text-sm text-soft">
        {said}
      </p>
    </section>
  );
}

interface LineProps {
  readonly snapshot: Snapshot;
  readonly onRestored: () => void;
}

function Line({ snapshot: { id, at, items }, onRestored }: LineProps) {
  const t = useTranslations('settings.data.before');
  const format = useFormatter();
  const { snapshots } = useKith();
  const time = format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'short' });
  const restore = () => {
    snapshots.restore(id);
    onRestored();
  };
  return (
    <li className="flex flex-wrap items-center gap-2 px-3 py-2">
      <span className="min-w-0 flex-1 basis-40">
        {t.rich('of', { count: items.length, time: () => <Time at={at} /> })}
      </span>
      <Button aria-label={t('restoreOf', { time })} onClick={restore}>
        {t('restore')}
      </Button>
      <Button tone="quiet" aria-label={t('removeOf', { time })} onClick={() => snapshots.remove(id)}>
        {t('remove')}
      </Button>
    </li>
  );
}
