/** The deciders of messages. */
import { deleteMessage } from './delete.ts';
import { edit } from './edit.ts';
import { react } from './react.ts';
import { mark, show } from './receipts.ts';
import { send } from './send.ts';

export const messageDeciders = {
  'messages.send': send,
  'messages.edit': edit,
  'messages.delete': deleteMessage,
  'messages.react': react,
  'receipts.mark': mark,
  'receipts.show': show,
};
