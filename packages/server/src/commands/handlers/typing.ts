/** Handles `typing.set`: tells the others of a chat that somebody writes, where that may be told. */
import { noUser } from '../../domain/device-row.ts';
import type { CalledByDevice, Handled, Means } from '../handler.ts';

const set = async (
  { store, signals }: Means,
  { params: { chat, typing }, device }: CalledByDevice<'typing.set'>,
): Handled<'typing.set'> => {
  if (device.user === null) return noUser;
  const user = device.user.id;
  const verdict = await store.read('typing', { user, chat });
  if (typeof verdict !== 'string') return verdict;
  if (verdict === 'told') signals.typing(chat, { user, device: device.id }, typing);
  return { ok: true, result: {} };
};

export const typingHandlers = { 'typing.set': set };
