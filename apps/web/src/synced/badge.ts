/** What the badge of a field says: whether its value is stored, and by whom. */
import type { Field } from '@kith/client';

export type Badge =
  | { readonly name: 'default' | 'saving' | 'kept' | 'unsent' | 'locked' }
  | { readonly name: 'saved' | 'changed'; readonly device: string | null; readonly at: number };

export interface BadgeFacts {
  readonly field: Pick<Field<unknown>, 'saving' | 'edited' | 'locked'>;
  /** What stands in the input is not sent: something is wrong with it. */
  readonly isUnsent: boolean;
  readonly isLive: boolean;
  /** The id of this device. */
  readonly self: string | undefined;
}

export function badgeOf({ field, isUnsent, isLive, self }: BadgeFacts): Badge {
  const { saving, edited, locked } = field;
  if (locked) return { name: 'locked' };
  if (isUnsent) return { name: 'unsent' };
  if (saving) return { name: isLive ? 'saving' : 'kept' };
  if (edited === null) return { name: 'default' };
  const { device, at } = edited;
  return { name: device === self ? 'saved' : 'changed', device, at };
}
