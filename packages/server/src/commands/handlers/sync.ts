/** Handles `sync`: the delta since a cursor, or a snapshot, for whoever polls. */
import { type Params, type Position, parseCursor, type ResetReason } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import type { QueryResult } from '../../domain/queries.ts';
import type { Gap } from '../../domain/reach.ts';
import type { KnownDevice } from '../../hub/directory.ts';
import { eventJson } from '../../log/encoding.ts';
import { cursorWithin, limitedIn, type SkippedGap } from '../../log/gap.ts';
import { judgeCursor } from '../../log/resume.ts';
import { type CalledByDevice, type Handled, type Means, Raw } from '../handler.ts';
import { firstPart, nextPart, type Reset } from '../snapshot.ts';

export const sync = async (means: Means, { params, device }: CalledByDevice<'sync'>): Handled<'sync'> => {
  const { since, limit } = params;
  if (since === undefined) return startAnew(means, device, 'new');
  const judged = await judgeCursor(means, since, device);
  if (!judged.resumed) return startAnew(means, device, judged.reason);
  const { position, gap } = judged;
  const isPart = position.part !== undefined && gap === undefined;
  if (!isPart) return delta(means, device, { position, gap, limit });
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

interface From {
  readonly position: Position;
  /** What was skipped on an earlier page, and is so on this one. */
  readonly gap: SkippedGap | undefined;
  readonly limit: Params<'sync'>['limit'];
}

async function delta(means: Means, device: KnownDevice, { position, gap, limit }: From): Handled<'sync'> {
  const { epoch } = means.tail;
  const after = position.offset;
  const asked = gap ?? (limit === undefined ? undefined : { after, limit });
  const page = await readPage(means, device, after, asked);
  if (after < page.floor) return startAnew(means, device, 'trimmed');
  // The device may have left its user, or joined one, since it was looked up.
  if (after < page.userSince) return startAnew(means, device, 'user-changed');
  const more = page.through < page.head.offset;
  const end = more ? known(page.events.at(-1), 'a page that is cut has events') : page.head;
  const isNew = gap === undefined && asked !== undefined && page.skips.length > 0;
  const skipped = isNew ? { ...asked, upTo: page.head.offset, check: page.head.check } : gap;
  const limited =
    isNew && skipped !== undefined
      ? `"limited":${JSON.stringify(limitedIn(skipped, page.skips, position))},`
      : '';
  const events = page.events.map((event) => eventJson(epoch, event)).join(',');
  const cursor = cursorWithin(skipped, { ...end, epoch });
  return {
    ok: true,
    result: new Raw(`{"events":[${events}],${limited}"cursor":"${cursor}","more":${more}}`),
  };
}

function readPage(
  { store, options }: Means,
  { id: device }: KnownDevice,
  after: number,
  gap: Gap | undefined,
): Promise<QueryResult<'deltaOf'>> {
  const { syncEvents: limit, syncBytes: bytesMax } = options.limits;
  return store.read('deltaOf', { device, after, limit, bytesMax, ...(gap && { gap }) });
}
