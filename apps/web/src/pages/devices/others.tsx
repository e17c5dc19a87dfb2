/** The other devices: signed out one by one, several, or all at once. */
import type { Device } from '@kith/client';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useNotify } from '../../shell/notices.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { DeviceTable } from './device-table.tsx';
import { Failures } from './failures.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { LinkAnother } from './link-another.tsx';
import { useSignOut } from './sign-out.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

export interface OthersProps {
  readonly devices: readonly Device[];
  readonly labels: ReadonlyMap<string, string>;
  readonly isOut: boolean;
}

const none: ReadonlySet<string> = new Set();

export function Others({ devices, labels, isOut }: OthersProps) {
  const t = useTranslations('devices.others');
  const notify = useNotify();
  const { going, failures, signOut } = useSignOut();
  const [marked, setMarked] = useState(none);
  const [asked, setAsked] = useState<readonly Device[]>([]);
  const heading = useRef<HTMLHeadingElement>(null);
  const ids = useMemo(() => devices.map(({ id }) => id), [devices]);
  const selected = useMemo(() => devices.filter(({ id }) => marked.has(id)), [devices, marked]);
  const focusWatch = useKeptFocus(ids, heading);

  const mark = useCallback((which: readonly string[], isMarked: boolean) => {
    setMarked((now) => {
      const next = new Set(now);
      for (const id of which) {
        if (isMarked) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  }, []);
  const ask = useCallback((device: Device) => setAsked([device]), []);
  const confirm = async () => {
    setAsked([]);
    setMarked(none);
    const count = await signOut(asked);
    if (count > 0) notify({ text: t('done', { count }), forMs: 8000 });
  };

  if (devices.length === 0) {
    return (
      <Card headingRef={heading} title={t('title', { count: 0 })}>
        <p className="mb-4 text-soft">{t('none')}</p>
        <LinkAnother tone="primary" />
      </Card>
    );
  }
  const count = selected.length;
  return (
    <div {...focusWatch}>
      <Card headingRef={heading} title={t('title', { count: devices.length })} beside={<LinkAnother />}>
        <div className="mb-2 flex flex-wrap items-center gap-2">
          {count > 0 && (
            <Button tone="danger" off={isOut} onClick={() => setAsked(selected)}>
              {t('signOutSelected', { count })}
            </Button>
          )}
          <Button
            tone={count > 0 ? 'quiet' : 'danger'}
            off={isOut || going.size > 0}
            onClick={() => setAsked(devices)}
          >
            {t('signOutAll')}
          </Button>
        </div>
        <Failures failures={failures} />
        <DeviceTable
          devices={devices}
          labels={labels}
          marked={marked}
          going={going}
          isOut={isOut}
          onMark={mark}
          onSignOut={ask}
        />
      </Card>
      {asked.length > 0 && (
        <SignOutDialog devices={asked} onClose={() => setAsked([])} onConfirm={() => void confirm()} />
      )}
    </div>
  );
}
