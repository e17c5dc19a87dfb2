/** The badge of a field: one line of fixed height, whatever it says. */
import type { Device } from '@kith/client';
import { useDevice, useDevices, useSetting, useStatus } from '@kith/client/react';
import { useFormatter, useTranslations } from 'use-intl/react';
import { Time } from '../ui/time.tsx';
import { type Badge, badgeOf } from './badge.ts';
import { useDesk } from './desk.tsx';

const tones: Readonly<Record<Badge['name'], string>> = {
  default: 'border-line-strong',
  locked: 'border-line-strong bg-line-strong',
  saving: 'border-accent',
  kept: 'border-warn bg-warn',
  unsent: 'border-bad bg-bad',
  saved: 'border-good bg-good',
  changed: 'border-accent bg-accent',
};

export interface BadgeLineProps {
  readonly id: string;
  readonly name: string;
  readonly isUnsent: boolean;
  /** There are two values to choose from. */
  readonly onChoose: (() => void) | undefined;
}

export function BadgeLine({ id, name, isUnsent, onChoose }: BadgeLineProps) {
  const t = useTranslations('synced.badge');
  const offer = useTranslations('synced.offer');
  const field = useSetting(useDesk().edits.settings, name);
  const isLive = useStatus((it) => it.name === 'live');
  const self = useDevice()?.id;
  const badge = badgeOf({ field, isUnsent, isLive, self });
  return (
    <div className="mt-1 flex h-6 min-w-0 items-center gap-2 text-xs text-soft">
      <p id={id} className="flex min-w-0 flex-1 items-center gap-2">
        <span aria-hidden="true" className={`size-2 shrink-0 rounded-full border-2 ${tones[badge.name]}`} />
        <span key={spoken(badge)} className="min-w-0 truncate">
          <BadgeText badge={badge} />
        </span>
        {field.source === 'device' && (
          <span className="ml-auto shrink-0 rounded-full bg-accent-wash px-2 py-0.5 text-text">
            {t('override')}
          </span>
        )}
      </p>
      {onChoose && (
        <button
          type="button"
          className="min-h-6 shrink-0 rounded px-1 font-medium text-accent underline underline-offset-2"
          onClick={({ currentTarget }) => {
            // Not every browser gives focus to a button that is pressed.
            currentTarget.focus();
            onChoose();
          }}
        >
          {offer('choose')}
        </button>
      )}
    </div>
  );
}

/** What a badge says: other words take the place of the old ones as a whole, so that none of those moves. */
function spoken(badge: Badge): string {
  return 'at' in badge ? JSON.stringify({ ...badge, at: Math.floor(badge.at / 60_000) }) : badge.name;
}

function BadgeText({ badge }: { readonly badge: Badge }) {
  const t = useTranslations('synced.badge');
  const devices = useDevices();
  const detail = useDetail();
  if (badge.name !== 'saved' && badge.name !== 'changed') return t(badge.name);
  const time = () => <Time at={badge.at} />;
  if (badge.name === 'saved') return t.rich('saved', { time });
  const device = devices.find(({ id }) => id === badge.device);
  if (device === undefined) return t.rich('changedByGone', { time });
  const name = () => (
    <bdi
      className="inline-block max-w-24 truncate align-bottom font-medium text-text sm:max-w-64"
      title={`${device.label} · ${detail(device, badge.at)}`}
    >
      {device.label}
    </bdi>
  );
  return t.rich('changed', { name, time });
}

/** Browser, system and the whole moment, for whoever points at the name. */
function useDetail(): (device: Device, at: number) => string {
  const format = useFormatter();
  return ({ platform }, at) => {
    const when = format.dateTime(new Date(at), { dateStyle: 'medium', timeStyle: 'medium' });
    return platform === null ? when : `${platform} · ${when}`;
  };
}
