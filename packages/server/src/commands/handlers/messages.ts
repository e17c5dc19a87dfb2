/** Handles what changes messages and read positions: the log decides all of it. */
import { durably } from './durable.ts';

export const messageHandlers = {
  'messages.send': durably('messages.send'),
  'messages.edit': durably('messages.edit'),
  'messages.delete': durably('messages.delete'),
  'messages.react': durably('messages.react'),
  'receipts.mark': durably('receipts.mark'),
};
