/** One chat in full: the chat, its members, and for those who may see it who is banned and who may be let in. */
import type { ChatDetail, MemberView, Result } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import { accept, type Outcome } from '../command.ts';
import type { View } from '../state.ts';
import { viewOfUser } from '../views.ts';
import { openInvites, viewOfInvite } from './invites.ts';
import { type ChatReading, readerIn } from './reader.ts';
import { summaryOf } from './summaries.ts';
import { viewOfMember } from './views.ts';

/** Members by user id, a page of them. */
export interface MemberPage {
  readonly members: MemberView[];
  readonly more: boolean;
}

/** A chat with its first members. */
export function chatDetail(
  view: View,
  request: ChatReading & { readonly unreadMax: number; readonly membersMax: number },
): Outcome<{ chat: ChatDetail }> {
  const here = readerIn(view, request);
  if ('code' in here) return here;
  const { members } = membersOf(view, { chat: here.chat.id, limit: request.membersMax });
  return accept({ chat: { ...summaryOf(view, here, request.unreadMax), members } });
}

/** The members behind a user, by id. */
export function memberPage(
  view: View,
  request: ChatReading & { readonly after?: string | undefined; readonly membersMax: number },
): Outcome<MemberPage> {
  const here = readerIn(view, request);
  if ('code' in here) return here;
  const { after, membersMax: limit } = request;
  return accept(membersOf(view, { chat: here.chat.id, after, limit }));
}

/** Who is banned from a chat. */
export function banList(
  view: View,
  request: ChatReading & { readonly bansMax: number },
): Outcome<Result<'members.bans'>> {
  const here = readerIn(view, request, 'ban');
  if ('code' in here) return here;
  const rows = view.list('bans', 'byChat', [here.chat.id], { limit: request.bansMax });
  const bans = rows.map(({ userId, byId: by, at }) => {
    return { user: viewOfUser(known(view.get('users', userId), 'who is banned')), by, at };
  });
  return accept({ bans });
}

/** The invites that let people in now. */
export function inviteList(
  view: View,
  request: ChatReading & { readonly now: number },
): Outcome<Result<'invites.list'>> {
  const here = readerIn(view, request, 'invite');
  if ('code' in here) return here;
  return accept({ invites: openInvites(view, here.chat.id, request.now).map(viewOfInvite) });
}

function membersOf(
  view: View,
  { chat, after = '', limit }: { chat: string; after?: string | undefined; limit: number },
): MemberPage {
  const rows = view.list('members', 'byChat', [chat], { after: [chat, after], limit: limit + 1 });
  return {
    members: rows.slice(0, limit).map((row) => viewOfMember(view, row)),
    more: rows.length > limit,
  };
}
