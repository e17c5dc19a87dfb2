/** Handles what reads chats: lists, one in full, its members, bans and invites. */
import { memberEntry, withPresence } from '../chat-entries.ts';
import type { CalledByDevice, Handled, Means } from '../handler.ts';

const list = async (
  { store, presence, options }: Means,
  { params, device }: CalledByDevice<'chats.list'>,
): Handled<'chats.list'> => {
  const { snapshotBytes: bytesMax, unreadMax } = options.limits;
  const read = await store.read('chats', { device: device.id, ...params, bytesMax, unreadMax });
  if (!read.ok) return read;
  const { chats, more } = read.result;
  return {
    ok: true,
    result: { chats: chats.map((chat) => withPresence(chat, presence, device.user?.id)), more },
  };
};

const get = async (
  { store, presence, options }: Means,
  { params, device }: CalledByDevice<'chats.get'>,
): Handled<'chats.get'> => {
  const { groupMembers: membersMax, receiptMembers: toldMax, unreadMax } = options.limits;
  const read = await store.read('chat', { device: device.id, ...params, membersMax, toldMax, unreadMax });
  if (!read.ok) return read;
  const { members: all, ...chat } = read.result.chat;
  const members = all.map((member) => memberEntry(member, presence));
  return { ok: true, result: { chat: { ...withPresence(chat, presence, device.user?.id), members } } };
};

const members = async (
  { store, presence, options }: Means,
  { params, device }: CalledByDevice<'members.list'>,
): Handled<'members.list'> => {
  const { groupMembers: membersMax, receiptMembers: toldMax } = options.limits;
  const read = await store.read('members', { device: device.id, ...params, membersMax, toldMax });
  if (!read.ok) return read;
  const { members, more } = read.result;
  return { ok: true, result: { members: members.map((member) => memberEntry(member, presence)), more } };
};

const bans = async (
  { store, options }: Means,
  { params, device }: CalledByDevice<'members.bans'>,
): Handled<'members.bans'> =>
  store.read('bans', { device: device.id, ...params, bansMax: options.limits.chatBans });

const invites = async (
  { store, clock }: Means,
  { params, device }: CalledByDevice<'invites.list'>,
): Handled<'invites.list'> => store.read('chatInvites', { device: device.id, ...params, now: clock.now() });

const discover = async (
  { store }: Means,
  { params, device }: CalledByDevice<'chats.discover'>,
): Handled<'chats.discover'> => store.read('discover', { device: device.id, ...params });

const invited = async (
  { store, clock }: Means,
  { params, device }: CalledByDevice<'invites.get'>,
): Handled<'invites.get'> => store.read('invited', { device: device.id, ...params, now: clock.now() });

export const chatReads = {
  'chats.list': list,
  'chats.get': get,
  'chats.discover': discover,
  'members.list': members,
  'members.bans': bans,
  'invites.list': invites,
  'invites.get': invited,
};
