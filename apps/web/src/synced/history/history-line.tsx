/** One entry of a history: the value, who made it and when, and the way back to it. */
import { useDevices } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Time } from '../../ui/time.tsx';
import { useDesk } from '../desk.tsx';
import type { Line } from './lines.ts';

export interface HistoryLineProps {
  readonly name: string;
  readonly line: Line;
  readonly isBusy: boolean;
  readonly onRestore: () => void;
}

export function HistoryLine({ name, line, isBusy, onRestore }: HistoryLineProps) {
  const t = useTranslations('synced.history');
  const text = useDesk().write(name, line.value);
  const { state, editedAt, isRestored } = line;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2">
      <div className="min-w-0 flex-1 basis-48">
        <p className="line-clamp-3 break-words">
          <bdi className={`font-medium ${state === 'lost' ? 'text-soft line-through' : ''}`}>{text}</bdi>
          {state !== 'past' && <Mark state={state} />}
        </p>
        <p className="text-xs text-soft">
          <Who device={line.device} /> · <Time at={editedAt} />
          {isRestored && ` · ${t('restored')}`}
        </p>
      </div>
      {state !== 'now' && (
        <Button busy={isBusy} aria-label={t('restoreValue', { value: text })} onClick={onRestore}>
          {t('restore')}
        </Button>
      )}
    </li>
  );
}

function Mark({ state }: { readonly state: 'now' | 'lost' }) {
  const t = useTranslations('synced.history');
  const look = state === 'lost' ? 'bg-warn-wash' : 'bg-accent-wash';
  return (
    <span className={`ml-2 inline-block rounded-full px-2 py-0.5 text-xs text-text ${look}`}>{t(state)}</span>
  );
}

function Who({ device }: { readonly device: string | null }) {
  const t = useTranslations('synced.device');
  const found = useDevices().find(({ id }) => id === device);
  if (found === undefined) return t('gone');
  const { label, platform, current } = found;
  return (
    <>
      {current ? t('self') : <bdi>{label}</bdi>}
      {platform !== null && <bdi> · {platform}</bdi>}
    </>
  );
}
