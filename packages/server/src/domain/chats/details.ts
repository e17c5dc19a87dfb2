/** One chat in full: the chat, its members, and for those who may see it who is banned and who may be let in. */
import type { ChatDetail, MemberView, Result } from '@kith/protocol';
import { known } from '../../base/assert.ts';
import { accept, type Outcome } from '../command.ts';
import type { Member } from '../rows.ts';
import type { View } from '../state.ts';
import { viewOfUser } from '../views.ts';
import { openInvites, viewOfInvite } from './invites.ts';
import type { Standing } from './member-row.ts';
import { refuseBlocked } from './people.ts';
import { type ChatReading, readerIn } from './reader.ts';
import { summaryOf } from './summaries.ts';
import { viewOfMember } from './views.ts';

/** A member, and whether the reader is told how they are present. */
export type ReadMember = MemberView & { readonly isTold: boolean };

/** Members by user id, a page of them. */
export interface MemberPage {
  readonly members: ReadMember[];
  readonly more: boolean;
}

/** How many members a page has at most, and how large a chat may be in which it is told who is there. */
interface MemberBounds {
  readonly membersMax: number;
  readonly toldMax: number;
}

/** A chat with its first members. */
export function chatDetail(
  view: View,
  request: ChatReading & MemberBounds & { readonly unreadMax: number },
): Outcome<{ chat: Omit<ChatDetail, 'members'> & { members: ReadMember[] } }> {
  const here = readerIn(view, request);
  if ('code' in here) return here;
  const { members } = membersOf(view, here, request);
  return accept({ chat: { ...summaryOf(view, here, request.unreadMax), members } });
}

/** The members behind a user, by id. */
export function memberPage(
  view: View,
  request: ChatReading & MemberBounds & { readonly after?: string | undefined },
): Outcome<MemberPage> {
  const here = readerIn(view, request);
  if ('code' in here) return here;
  return accept(membersOf(view, here, request));
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
  { chat, member: { userId } }: Standing,
  { after = '', membersMax, toldMax }: MemberBounds & { readonly after?: string | undefined },
): MemberPage {
  const page = { after: [chat.id, after], limit: membersMax + 1 };
  const rows = view.list('members', 'byChat', [chat.id], page);
  const isSmall = chat.memberCount <= toldMax;
  const members = rows.slice(0, membersMax).map((row) => ({
    ...viewOfMember(view, row),
    isTold: isSmall && isTold(view, row, userId),
  }));
  return { members, more: rows.length > membersMax };
}

/** Somebody who has yet to accept the chat is not told of, nor is anybody behind a block. */
function isTold(view: View, { userId, request }: Readonly<Member>, reader: string): boolean {
  return request === 0 && refuseBlocked(view, reader, userId) === undefined;
}
