/** Handles what reads messages: pages, one, what it said before, what a search finds. */
import type { CalledByDevice, Handled, Means } from '../handler.ts';

/** Messages of a page where nobody says how many. */
const usualLimit = 50;

const list = async (
  { store, options }: Means,
  { params, device }: CalledByDevice<'messages.list'>,
): Handled<'messages.list'> => {
  const { pageMessages, syncBytes: bytesMax } = options.limits;
  const limit = Math.min(params.limit ?? usualLimit, pageMessages);
  return store.read('messages', { device: device.id, ...params, limit, bytesMax });
};

const get = async (
  { store }: Means,
  { params, device }: CalledByDevice<'messages.get'>,
): Handled<'messages.get'> => store.read('message', { device: device.id, ...params });

export const messageReads = {
  'messages.list': list,
  'messages.get': get,
};
