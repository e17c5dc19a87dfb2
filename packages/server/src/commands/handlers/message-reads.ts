/** Handles what reads messages: pages, one, what it said before, what a search finds, who has read them. */
import { refuse } from '@kith/protocol';
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

const history = async (
  { store, options }: Means,
  { params, device }: CalledByDevice<'messages.history'>,
): Handled<'messages.history'> => {
  const { historyBytes: bytesMax } = options.limits;
  return store.read('messageHistory', { device: device.id, ...params, bytesMax });
};

const search = async (
  { store, options }: Means,
  { params, device }: CalledByDevice<'messages.search'>,
): Handled<'messages.search'> => {
  const { query, chat } = params;
  const before = params.before === undefined ? undefined : Number(params.before);
  if (before !== undefined && !Number.isSafeInteger(before)) {
    return refuse('validation-failed', { hint: 'before is no `next` of this method' });
  }
  const { pageMessages, syncBytes: bytesMax } = options.limits;
  const limit = Math.min(params.limit ?? usualLimit, pageMessages);
  return store.read('search', { device: device.id, query, chat, before, limit, bytesMax });
};

const receipts = async (
  { store, options }: Means,
  { params, device }: CalledByDevice<'receipts.list'>,
): Handled<'receipts.list'> => {
  const { receiptMembers } = options.limits;
  return store.read('receipts', { device: device.id, ...params, receiptMembers });
};

export const messageReads = {
  'messages.list': list,
  'messages.get': get,
  'messages.history': history,
  'messages.search': search,
  'receipts.list': receipts,
};
