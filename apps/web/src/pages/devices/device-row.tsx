/** One of the other devices. It renders again only when it changes: there may be hundreds. */
import type { Device } from '@kith/client';
import { memo, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { Button } from '../../ui/button.tsx';
import { Linked, NameAndPlatform, Seen } from './device-facts.tsx';
import { rowId } from './kept-focus.ts';
import { Rename } from './rename.tsx';

export interface DeviceRowProps {
  readonly device: Device;
  readonly by: string | null;
  readonly isMarked: boolean;
  readonly isGoing: boolean;
  readonly isRenaming: boolean;
  readonly isOut: boolean;
  readonly onMark: (ids: readonly string[], isMarked: boolean) => void;
  readonly onRename: (id: string | null) => void;
  readonly onSignOut: (device: Device) => void;
}

export const DeviceRow = memo(function DeviceRow({
  device,
  by,
  isMarked,
  isGoing,
  isRenaming,
  isOut,
  onMark,
  onRename,
  onSignOut,
}: DeviceRowProps) {
  const t = useTranslations('devices.others');
  const name = useRef<HTMLTableCellElement>(null);
  const { id, label } = device;
  return (
    <tr
      data-device={id}
      aria-busy={isGoing || undefined}
      className={`grid grid-cols-[2.5rem_minmax(0,1fr)] py-2 align-top sm:table-row ${isMarked ? 'bg-accent-wash' : ''} ${isGoing ? 'opacity-60' : ''}`}
    >
      <td className="row-span-4 sm:py-2">
        <label className="flex size-10 touch:size-11 items-center justify-start sm:justify-center">
          <input
            type="checkbox"
            className="size-5 accent-accent"
            checked={isMarked}
            disabled={isGoing}
            onChange={(event) => onMark([id], event.target.checked)}
          />
          <span className="sr-only">{t('select', { label })}</span>
        </label>
      </td>
      <th
        ref={name}
        id={rowId(id)}
        tabIndex={-1}
        scope="row"
        className="min-w-0 pt-2 pr-4 font-normal outline-none sm:py-3"
      >
        {isRenaming ? (
          <Rename
            device={device}
            isOut={isOut}
            onEnd={() => {
              name.current?.focus();
              onRename(null);
            }}
          />
        ) : (
          <span className="font-medium break-words">
            <bdi>{label}</bdi>
          </span>
        )}
        <NameAndPlatform device={device} />
      </th>
      <td className="pr-4 pt-1 sm:py-3">
        <Seen device={device} />
      </td>
      <td className="pr-4 sm:py-3">
        <Linked device={device} by={by} />
      </td>
      <td className="pt-1 sm:py-2 sm:text-right">
        <div className="-ml-3 flex flex-wrap gap-x-1 sm:ml-0 sm:justify-end">
          <Button
            tone="quiet"
            className="px-3"
            off={isOut || isGoing || isRenaming}
            aria-label={t('renameOf', { label })}
            onClick={() => onRename(id)}
          >
            {t('rename')}
          </Button>
          <Button
            tone="quiet"
            className="px-3 text-bad hover:text-bad-strong"
            busy={isGoing}
            off={isOut}
            aria-label={t('signOutOf', { label })}
            onClick={() => onSignOut(device)}
          >
            {isGoing ? t('going') : t('signOut')}
          </Button>
        </div>
      </td>
    </tr>
  );
});
