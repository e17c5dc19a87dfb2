/** The deciders of links: a code is made, and then redeemed, approved, denied, withdrawn, or runs out. */
import { refuse, userTopic } from '@kith/protocol';
import { known } from '../base/assert.ts';
import { newId } from '../base/random.ts';
import { accept, byDevice, bySystem, type Outcome, type Turn } from './command.ts';
import { putDeadline, takeDue } from './deadlines.ts';
import { noUser } from './device-row.ts';
import { approve } from './link-approval.ts';
import { hashOfCode, newCode, writeCode } from './link-code.ts';
import { redeem } from './link-redemption.ts';
import { endLink, isPending } from './link-state.ts';
import type { Device, Link } from './rows.ts';

type DeviceTurn<P> = Turn<P, Device>;

/** How long a link lives, whole. */
const lifeMs = 3 * 60 * 1000;

/** How long a link that is over is still there for retries. */
const keptMs = 24 * 60 * 60 * 1000;

export const linkDeciders = {
  'links.create': byDevice(createLink),
  'links.redeem': byDevice(redeem),
  'links.approve': byDevice(approve),
  'links.deny': byDevice(denyLink),
  'links.cancel': byDevice(cancelLink),
  'links.expire': bySystem(expireLinks),
};

interface Created {
  readonly link: string;
  readonly code: string;
  readonly handle: string;
  readonly expiresAt: number;
}

function createLink(turn: DeviceTurn<{ network: string | null }>): Outcome<Created> {
  const { state, means, params, caller, emit } = turn;
  if (caller.userId === null) return noUser;
  const user = known(state.get('users', caller.userId), 'the user of a device');
  makeRoom(turn, user.id);
  const { code, codeHash } = freeCode(turn, user.id);
  const link: Link = {
    id: newId(means.random, 'lnk'),
    userId: user.id,
    codeHash,
    createdBy: caller.id,
    createdAt: state.now,
    expiresAt: state.now + lifeMs,
    state: 'created',
    network: params.network,
    redeemedBy: null,
    redeemedSeq: null,
    number: null,
    wrong: 0,
  };
  state.put('links', link);
  putDeadline(state, { kind: 'link', at: link.expiresAt, id: link.id });
  emit(userTopic(user.id), 'link.created', { link: link.id, by: caller.id, expiresAt: link.expiresAt });
  return accept({ link: link.id, code: writeCode(code), handle: user.handle, expiresAt: link.expiresAt });
}

/** Ends the oldest links that wait to be redeemed, so that one more may. */
function makeRoom(turn: DeviceTurn<unknown>, user: string): void {
  const { state, means } = turn;
  const waiting = [...state.list('links', 'byUser', [user, 'created'])].sort(
    (a, b) => a.createdAt - b.createdAt,
  );
  const over = waiting.length + 1 - means.policy.userLinks;
  for (const link of waiting.slice(0, Math.max(over, 0))) endLink(turn, link, 'expired');
}

function freeCode({ state, means }: DeviceTurn<unknown>, user: string): { code: string; codeHash: string } {
  for (;;) {
    const code = newCode(means.random);
    const codeHash = hashOfCode(means, user, code);
    if (state.find('links', 'byCode', codeHash) === undefined) return { code, codeHash };
  }
}

function denyLink(turn: DeviceTurn<{ link: string }>): Outcome<Record<string, never>> {
  const { state, params, caller } = turn;
  const link = state.get('links', params.link);
  if (link === undefined || link.userId !== caller.userId) return refuse('not-found');
  if (link.state !== 'approved') return turnAway(turn, link);
  return refuse('link-expired', { hint: 'this link was approved; revoke the device instead' });
}

function cancelLink(turn: DeviceTurn<{ link: string }>): Outcome<Record<string, never>> {
  const { state, params, caller } = turn;
  const link = state.get('links', params.link);
  if (link === undefined || link.redeemedBy !== caller.id) return refuse('not-found');
  if (link.state !== 'approved') return turnAway(turn, link);
  return refuse('link-expired', { hint: 'this link was approved; leave the user instead' });
}

function turnAway(turn: DeviceTurn<unknown>, link: Readonly<Link>): Outcome<Record<string, never>> {
  if (link.state === 'created' || link.state === 'redeemed') {
    endLink(turn, link, isPending(turn.state, link) ? 'denied' : 'expired');
  }
  return accept({});
}

/** Ends links whose time is over, and a day later forgets them; a bounded number of them. */
function expireLinks(turn: Turn<object, undefined>): Outcome<{ due: number }> {
  const { state } = turn;
  const due = takeDue(state, 'link', state.now + 1);
  for (const { at, id } of due) {
    const link = known(state.get('links', id), 'the link of a deadline');
    if (at > link.expiresAt) {
      state.remove('links', id);
      continue;
    }
    if (link.state === 'created' || link.state === 'redeemed') endLink(turn, link, 'expired');
    putDeadline(state, { kind: 'link', at: at + keptMs, id });
  }
  return accept({ due: due.length });
}
