/** What a device is, in the lines that a table and the card of this device share. */
import type { Device } from '@kith/client';
import { useKith } from '@kith/client/react';
import { useTranslations } from 'use-intl/react';
import { Presence } from '../../ui/presence.tsx';
import { Time } from '../../ui/time.tsx';

/** The login name where it differs from the label, and what the device runs on. */
export function NameAndPlatform({ device }: { readonly device: Device }) {
  const t = useTranslations('devices.facts');
  const { name, label, platform } = device;
  return (
    <>
      {name !== label && (
        <p className="text-sm text-soft">
          {t.rich('login', { name: () => <bdi className="break-words">{name}</bdi> })}
        </p>
      )}
      {platform !== null && platform !== label && (
        <p className="text-sm text-soft">
          <bdi>{platform}</bdi>
        </p>
      )}
      <QuarantineNote until={device.quarantineUntil} />
    </>
  );
}

/** Here or not; and since when not. */
export function Seen({ device }: { readonly device: Device }) {
  const t = useTranslations('devices.facts');
  const { presence, lastSeenAt, online } = device;
  return (
    <>
      <Presence presence={presence} />
      {!online && lastSeenAt !== null && (
        <span className="block text-sm text-soft">
          {t.rich('seen', {
            time: () => (
              <span className="whitespace-nowrap">
                <Time at={lastSeenAt} />
              </span>
            ),
          })}
        </span>
      )}
    </>
  );
}

export interface LinkedProps {
  readonly device: Device;
  /** The label of the device that let it in; null: none did, or it is gone. */
  readonly by: string | null;
}

/** Since when it is part of the user, and which device let it in. */
export function Linked({ device, by }: LinkedProps) {
  const t = useTranslations('devices.facts');
  const { joinedAt, linkedBy } = device;
  if (joinedAt === null) return null;
  return (
    <span className="text-sm text-soft">
      {t.rich('linked', {
        time: () => (
          <span className="whitespace-nowrap">
            <Time at={joinedAt} />
          </span>
        ),
      })}
      {linkedBy !== null && (
        <span className="block">
          {by === null ? t('byGone') : t.rich('by', { name: () => <bdi className="break-words">{by}</bdi> })}
        </span>
      )}
    </span>
  );
}

function QuarantineNote({ until }: { readonly until: number | null }) {
  const t = useTranslations('devices.facts');
  const kith = useKith();
  if (until === null || until <= kith.serverNow()) return null;
  return (
    <p className="mt-1 w-fit rounded bg-warn-wash px-1.5 py-0.5 text-sm">
      {t.rich('quarantine', { time: () => <Time at={until} /> })}
    </p>
  );
}
