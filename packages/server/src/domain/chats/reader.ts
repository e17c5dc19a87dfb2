/** Whose read it is: the user that the calling device is in, at the very moment that is read. */
import type { Refusal } from '@kith/protocol';
import type { Device } from '../rows.ts';
import type { View } from '../state.ts';
import { type Standing, standing } from './member-row.ts';
import type { Action } from './permissions.ts';

/** The caller of a read, by the id of its device. */
export interface Reading {
  readonly device: string;
}

/** A read about one chat. */
export interface ChatReading extends Reading {
  readonly chat: string;
}

/** The device as it is in this moment: the user is of its row, never of what was known before. */
export function readerOf(view: View, { device }: Reading): Readonly<Pick<Device, 'userId'>> {
  return view.get('devices', device) ?? { userId: null };
}

/** The reader's standing in the chat, or why it may not read this of it. */
export function readerIn(
  view: View,
  { device, chat }: ChatReading,
  action: Action = 'read',
): Standing | Refusal {
  return standing(view, readerOf(view, { device }), { chat, action });
}
