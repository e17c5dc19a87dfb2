/** Invites into chats: made, found by their token, used, taken back. */
import { hash } from 'node:crypto';
import { type Refusal, refuse } from '@kith/protocol';
import { newId } from '../../base/random.ts';
import { accept, byDevice, type Outcome, type Turn } from '../command.ts';
import type { ChatInvite, Device } from '../rows.ts';
import type { State, View } from '../state.ts';
import { standing } from './member-row.ts';

/** How long an invite is good where nobody says it. */
const usualMs = 7 * 24 * 60 * 60 * 1000;

const tokenBytes = 16;

export interface InviteParams {
  readonly chat: string;
  readonly expiresInMs?: number | null | undefined;
  readonly uses?: number | null | undefined;
}

/** An invite as those who may make one see it. */
export interface InviteView {
  readonly invite: string;
  readonly by: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly usesLeft: number | null;
}

export const createInvite = byDevice(decideCreate);
export const revokeInvite = byDevice(decideRevoke);

export function viewOfInvite({ id, byId, createdAt, expiresAt, usesLeft }: Readonly<ChatInvite>): InviteView {
  return { invite: id, by: byId, createdAt, expiresAt, usesLeft };
}

/** The invite with this token, also one that lets nobody in any more. */
export function inviteOf(view: View, token: string): Readonly<ChatInvite> | undefined {
  return view.find('chatInvites', 'byHash', hashOf(token));
}

/** Says whether an invite still lets people in. */
export function isOpen({ expiresAt, usesLeft }: Readonly<ChatInvite>, now: number): boolean {
  return (expiresAt === null || now < expiresAt) && usesLeft !== 0;
}

/** The invites of a chat that let people in, the oldest first. */
export function openInvites(view: View, chat: string, now: number): readonly Readonly<ChatInvite>[] {
  return invitesOf(view, chat).filter((invite) => isOpen(invite, now));
}

/** Takes one use from an invite. */
export function spend(state: State, invite: Readonly<ChatInvite>): void {
  if (invite.usesLeft !== null) state.put('chatInvites', { ...invite, usesLeft: invite.usesLeft - 1 });
}

/** Without a key, so that readers can look a token up: it has 128 random bits, and nobody finds it by its hash. */
function hashOf(token: string): string {
  return hash('sha256', token, 'base64url');
}

function invitesOf(view: View, chat: string): Readonly<ChatInvite>[] {
  return [...view.list('chatInvites', 'byChat', [chat])].sort((a, b) => a.createdAt - b.createdAt);
}

function decideCreate(turn: Turn<InviteParams, Device>): Outcome<InviteView & { token: string }> {
  const { state, means, params, caller } = turn;
  const { chat, expiresInMs = usualMs, uses = null } = params;
  const found = standing(state, caller, { chat, action: 'invite' });
  if ('code' in found) return found;
  const refusal = refuseMany(turn);
  if (refusal !== undefined) return refusal;
  forgetDead(turn);
  const token = Buffer.from(means.random.bytes(tokenBytes)).toString('base64url');
  const invite: ChatInvite = {
    id: newId(means.random, 'civ'),
    hash: hashOf(token),
    chatId: chat,
    byId: found.member.userId,
    createdAt: state.now,
    expiresAt: expiresInMs === null ? null : state.now + expiresInMs,
    usesLeft: uses,
  };
  state.put('chatInvites', invite);
  return accept({ ...viewOfInvite(invite), token });
}

function refuseMany({ state, means, params }: Turn<InviteParams, Device>): Refusal | undefined {
  const most = means.policy.chatInvites;
  if (openInvites(state, params.chat, state.now).length < most) return undefined;
  return refuse('quota-exceeded', { hint: `a chat may have ${most} open invites` });
}

/** Dead invites stay for a while, so that they say what became of them; no more of them than may be open. */
function forgetDead({ state, means, params }: Turn<InviteParams, Device>): void {
  const dead = invitesOf(state, params.chat).filter((invite) => !isOpen(invite, state.now));
  const over = Math.max(0, dead.length - means.policy.chatInvites);
  for (const { id } of dead.slice(0, over)) state.remove('chatInvites', id);
}

function decideRevoke({
  state,
  params,
  caller,
}: Turn<{ chat: string; invite: string }, Device>): Outcome<Record<string, never>> {
  const found = standing(state, caller, { chat: params.chat, action: 'invite' });
  if ('code' in found) return found;
  const invite = state.get('chatInvites', params.invite);
  if (invite === undefined || invite.chatId !== params.chat) return refuse('not-found');
  state.put('chatInvites', { ...invite, usesLeft: 0 });
  return accept({});
}
