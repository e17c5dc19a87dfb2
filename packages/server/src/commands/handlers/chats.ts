/** Handles what changes chats: `chats.create` … `chats.leave`. */
import { durably } from './durable.ts';

export const chatHandlers = {
  'chats.create': durably('chats.create'),
  'chats.update': durably('chats.update'),
  'chats.delete': durably('chats.delete'),
  'chats.join': durably('chats.join'),
  'chats.leave': durably('chats.leave'),
};
