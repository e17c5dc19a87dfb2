/** Handles what changes the invites of a chat: `invites.create` and `invites.revoke`. */
import { actorOf, decideNow, type Handler } from '../handler.ts';

const create: Handler<'invites.create'> = async (means, { params, caller }) => {
  const outcome = await decideNow(means, actorOf(caller), 'invites.create', params);
  if (!outcome.ok) return outcome;
  const url = `${means.options.publicUrl}/chat#join=${outcome.result.token}`;
  return { ok: true, result: { ...outcome.result, url } };
};

const revoke: Handler<'invites.revoke'> = (means, { params, caller }) =>
  decideNow(means, actorOf(caller), 'invites.revoke', params);

export const inviteHandlers = {
  'invites.create': create,
  'invites.revoke': revoke,
};
