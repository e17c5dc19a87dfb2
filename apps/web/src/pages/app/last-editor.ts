/** Who edited last, and when: the facts of the sentence, which the words of each language put in order. */
import type { Device } from '@kith/client';

type Edited = {
  readonly device: string | null;
  readonly at: number;
  readonly editedAt: number;
} | null;

export type LastEditor =
  | { readonly who: 'nobody' }
  | {
      /** `self`: this device. `gone`: one that has left the user. */
      readonly who: 'self' | 'other' | 'gone';
      readonly label: string;
      /** Browser and system of the editing device, as it says itself; null: it does not say. */
      readonly platform: string | null;
      /** When the person did it: ms, server's line. */
      readonly editedAt: number;
    };

/** The latest of several edits, by when people made them. */
export function lastEditor(edits: readonly Edited[], devices: readonly Device[]): LastEditor {
  const [last] = edits.filter((it) => it !== null).toSorted((a, b) => b.editedAt - a.editedAt);
  if (last === undefined) return { who: 'nobody' };
  const { editedAt } = last;
  const device = devices.find(({ id }) => id === last.device);
  if (device === undefined) return { who: 'gone', label: '', platform: null, editedAt };
  const { label, platform, current } = device;
  return { who: current ? 'self' : 'other', label, platform, editedAt };
}
