/** A group of settings that follow the person, each with its state, its past and what can be taken back. */
import type { Settings } from '@kith/client';
import { useUser } from '@kith/client/react';
import { type ReactNode, useMemo, useState } from 'react';
import { SyncedDesk, type SyncedDeskProps } from '../../synced/desk.tsx';
import { Edits } from '../../synced/edits.ts';
import { UndoButton } from '../../synced/undo-button.tsx';
import { Group } from './group.tsx';

export interface SyncedGroupProps<T extends object> {
  readonly title: string;
  readonly settings: Settings<T>;
  readonly label: SyncedDeskProps<T>['label'];
  readonly write: SyncedDeskProps<T>['write'];
  readonly canOverride?: (key: keyof T & string) => boolean;
  readonly children: ReactNode;
}

export function SyncedGroup<T extends object>({ title, settings, children, ...desk }: SyncedGroupProps<T>) {
  const user = useUser()?.id;
  // Another person's edits are not this one's to take back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they begin anew with the user.
  const edits = useMemo(() => new Edits(settings), [settings, user]);
  const [said, setSaid] = useState('');
  return (
    <Group title={title} holds="synced">
      <SyncedDesk edits={edits} {...desk}>
        {children}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <UndoButton onSaid={setSaid} />
          <p role="status" className="min-h-5 min-w-0 text-sm text-soft [overflow-wrap:anywhere]">
            {said}
          </p>
        </div>
      </SyncedDesk>
    </Group>
  );
}
