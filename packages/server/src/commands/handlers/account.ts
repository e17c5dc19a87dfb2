/** Ending an account: what the person asks for, decided by the log. */
import { actorOf, decideNow, type Handler } from '../handler.ts';

const remove: Handler<'account.delete'> = (means, { params, caller }) =>
  decideNow(means, actorOf(caller), 'account.delete', params);

export const accountHandlers = {
  'account.delete': remove,
};
