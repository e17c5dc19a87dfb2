/** The other devices as a table; below 640 px each row is a card. One markup, so that no text is lost by turning a phone. */
import type { Device } from '@kith/client';
import { useCallback, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { DeviceRow } from './device-row.tsx';

export interface DeviceTableProps {
  readonly devices: readonly Device[];
  readonly labels: ReadonlyMap<string, string>;
  /** Ids of those that are selected. */
  readonly marked: ReadonlySet<string>;
  /** Ids of those that are on their way out. */
  readonly going: ReadonlySet<string>;
  readonly isOut: boolean;
  readonly onMark: (ids: readonly string[], isMarked: boolean) => void;
  readonly onSignOut: (device: Device) => void;
}

const columns = ['device', 'presence', 'linked', 'actions'] as const;

const widths: Readonly<Record<(typeof columns)[number], string>> = {
  device: '',
  presence: 'sm:w-28 lg:w-40',
  linked: 'sm:w-36 lg:w-52',
  actions: 'sm:w-32 lg:w-64',
};

export function DeviceTable({ devices, labels, marked, going, isOut, onMark, onSignOut }: DeviceTableProps) {
  const t = useTranslations('devices.others');
  const [renaming, setRenaming] = useState<string | null>(null);
  const rename = useCallback((id: string | null) => setRenaming(id), []);
  const areAll = devices.every(({ id }) => marked.has(id));
  const isSome = !areAll && devices.some(({ id }) => marked.has(id));
  const all = (
    <label className="flex min-h-10 touch:min-h-11 w-fit items-center gap-3 sm:w-10 sm:justify-center sm:gap-0">
      <input
        type="checkbox"
        className="size-5 accent-accent"
        checked={areAll}
        ref={(box) => {
          if (box !== null) box.indeterminate = isSome;
        }}
        onChange={(event) =>
          onMark(
            devices.map(({ id }) => id),
            event.target.checked,
          )
        }
      />
      <span className="text-sm font-normal sm:sr-only">{t('selectAll')}</span>
    </label>
  );
  return (
    <table className="block w-full border-collapse text-left sm:table sm:table-fixed">
      <caption className="sr-only">{t('caption')}</caption>
      <thead className="block sm:table-header-group">
        <tr className="block border-b border-line text-sm text-soft sm:table-row">
          <th scope="col" className="block py-1 sm:table-cell sm:w-10">
            {all}
          </th>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className={`sr-only sm:not-sr-only sm:table-cell sm:py-2 sm:pr-4 sm:font-medium ${widths[column]}`}
            >
              <span className={column === 'actions' ? 'sr-only' : ''}>{t(`columns.${column}`)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block divide-y divide-line sm:table-row-group">
        {devices.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            by={labels.get(device.linkedBy ?? '') ?? null}
            isMarked={marked.has(device.id)}
            isGoing={going.has(device.id)}
            isRenaming={renaming === device.id}
            isOut={isOut}
            onMark={onMark}
            onRename={rename}
            onSignOut={onSignOut}
          />
        ))}
      </tbody>
    </table>
  );
}
