/** Handles what a person reads of their own: the inbox, and the export of everything. */
import { refuse } from '@kith/protocol';
import { type ExportPlace, exportSections } from '../../domain/export.ts';
import type { InboxPlace } from '../../domain/inbox.ts';
import type { CalledByDevice, Handled, Means } from '../handler.ts';
import { parsePlaceName, placeName } from '../place-name.ts';

const inbox = async (
  { store }: Means,
  { params, device }: CalledByDevice<'inbox.list'>,
): Handled<'inbox.list'> => {
  const before = params.before === undefined ? undefined : inboxPlace(params.before);
  if (params.before !== undefined && before === undefined) return noSuchPlace('before');
  const read = await store.read('inbox', { device: device.id, before });
  if (!read.ok) return read;
  const { next, ...page } = read.result;
  const name = next === null ? null : placeName([next.at, next.chat, next.seq]);
  return { ok: true, result: { ...page, next: name } };
};

const exportOwn = async (
  { store, options }: Means,
  { params, device }: CalledByDevice<'account.export'>,
): Handled<'account.export'> => {
  const place = params.after === undefined ? exportStart : exportPlace(params.after);
  if (place === undefined) return noSuchPlace('after');
  const { syncBytes: bytesMax } = options.limits;
  const read = await store.read('export', { device: device.id, place, bytesMax });
  if (!read.ok) return read;
  const { next, ...part } = read.result;
  const name = next === null ? null : placeName([next.section, ...(next.after ?? [])]);
  return { ok: true, result: { ...part, next: name } };
};

const activity = async (
  { store }: Means,
  { params, device }: CalledByDevice<'account.activity'>,
): Handled<'account.activity'> => store.read('activity', { device: device.id, before: params.before });

const exportStart: ExportPlace = { section: 'profile' };

function noSuchPlace(param: string) {
  return refuse('validation-failed', { hint: `${param} is no \`next\` of this method` });
}

function inboxPlace(name: string): InboxPlace | undefined {
  const [at, chat, seq, ...rest] = parsePlaceName(name) ?? [];
  if (typeof at !== 'number' || typeof chat !== 'string' || typeof seq !== 'number') return undefined;
  return rest.length === 0 ? { at, chat, seq } : undefined;
}

function exportPlace(name: string): ExportPlace | undefined {
  const [first, ...after] = parsePlaceName(name) ?? [];
  const section = exportSections.find((it) => it === first);
  if (section === undefined) return undefined;
  return after.length === 0 ? { section } : { section, after };
}

export const ownReads = {
  'inbox.list': inbox,
  'account.activity': activity,
  'account.export': exportOwn,
};
