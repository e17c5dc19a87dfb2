/** What happened to an account: its devices, its sessions, its links and its codes, newest first. */
import { type EventType, type Result, userTopic } from '@kith/protocol';
import { type Reading, readerOf } from './chats/reader.ts';
import { accept, type Outcome } from './command.ts';
import { noUser } from './device-row.ts';
import type { LoggedEvent, View } from './state.ts';

/**
 * Types that are told in it. The index of a database lists them too: whoever adds one makes a new index by a migration.
 */
export const securityTypes = [
  'device.joined',
  'device.left',
  'device.revoked',
  'device.renamed',
  'session.reused',
  'link.created',
  'link.redeemed',
  'link.approved',
  'link.denied',
  'link.expired',
  'recovery.created',
] as const satisfies readonly EventType[];

/** Events of one page. */
const eventsAtOnce = 50;

type Entry = Result<'account.activity'>['events'][number];

/** A page of what happened to the caller's account; `before` is a seq of the user's topic. */
export function activityPage(
  view: View,
  request: Reading & { readonly before?: number | undefined },
): Outcome<Result<'account.activity'>> {
  const { userId } = readerOf(view, request);
  if (userId === null) return noUser;
  const page = { below: request.before ?? Number.MAX_SAFE_INTEGER, limit: eventsAtOnce + 1 };
  const found = view.securityEvents(userTopic(userId), page);
  const events = found.slice(0, eventsAtOnce).map(entryOf);
  return accept({ events, next: found.length > eventsAtOnce ? (events.at(-1)?.seq ?? null) : null });
}

function entryOf({ seq, type, at, user, device, data }: LoggedEvent): Entry {
  return { seq, type, at, actor: { user, device }, data: JSON.parse(data) as Entry['data'] };
}
