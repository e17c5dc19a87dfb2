/** Handles what changes chats: `chats.create` … `chats.leave`. */
import type { Handler } from '../handler.ts';
import { durably } from './durable.ts';

const begin = durably('chats.create');

const create: Handler<'chats.create'> = async (means, called) => {
  const { params, caller } = called;
  const guests = params.members?.length ?? 0;
  return means.guards.guests(caller.device?.id ?? caller.remote.ip, guests) ?? begin(means, called);
};

export const chatHandlers = {
  'chats.create': create,
  'chats.update': durably('chats.update'),
  'chats.delete': durably('chats.delete'),
  'chats.join': durably('chats.join'),
  'chats.leave': durably('chats.leave'),
};
