/** Handles `sync`: the delta since a cursor, or a snapshot, for whoever polls. */
import { type Position, parseCursor, type ResetReason } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import type { KnownDevice } from '../../hub/directory.ts';
import { cursorAt, eventJson } from '../../log/encoding.ts';
import { judgeCursor } from '../../log/resume.ts';
import { type CalledByDevice, type Handled, type Means, Raw } from '../handler.ts';
import { firstPart, nextPart, type Reset } from '../snapshot.ts';

export const sync = async (means: Means, { params, device }: CalledByDevice<'sync'>): Handled<'sync'> => {
  const { since } = params;
  if (since === undefined) return startAnew(means, device, 'new');
  const judged = await judgeCursor(means, since, device);
  if (!judged.resumed) return startAnew(means, device, judged.reason);
  if (judged.position.part === undefined) return delta(means, device, judged.position);
  const part = await nextPart(means, device.id, known(parseCursor(since), 'a judged cursor'));
  return part === undefined ? startAnew(means, device, 'unreadable') : told(part);
};

async function startAnew(means: Means, device: KnownDevice, reason: ResetReason): Handled<'sync'> {
  const tooMany = means.guards.snapshot(device.id);
  if (tooMany !== undefined) return tooMany;
  return told(await firstPart(means, device.id, reason));
}

async function told({ reason, snapshot, cursor, more }: Reset): Handled<'sync'> {
  return { ok: true, result: { reset: { reason, snapshot }, cursor, more } };
}

async function delta(means: Means, device: KnownDevice, position: Position): Handled<'sync'> {
  const { store, tail, options } = means;
  const { syncEvents: limit, syncBytes: bytesMax } = options.limits;
  const page = await store.read('deltaOf', { device: device.id, after: position.offset, limit, bytesMax });
  if (position.offset < page.floor) return startAnew(means, device, 'trimmed');
  // The device may have left its user, or joined one, since it was looked up.
  if (position.offset < page.userSince) return startAnew(means, device, 'user-changed');
  const { epoch } = tail;
  const more = page.through < page.head.offset;
  const last = page.events.at(-1);
  const end = more ? known(last, 'a page that is cut has events') : page.head;
  const events = page.events.map((event) => eventJson(epoch, event)).join(',');
  return {
    ok: true,
    result: new Raw(`{"events":[${events}],"cursor":"${cursorAt(epoch, end)}","more":${more}}`),
  };
}
