/** Handles `links.*`. */
import { actorOf, decideNow, type Handler } from '../handler.ts';

const create: Handler<'links.create'> = async (means, { caller }) => {
  const outcome = await decideNow(means, actorOf(caller), 'links.create', { network: caller.remote.network });
  if (!outcome.ok) return outcome;
  const { link, code, handle, expiresAt } = outcome.result;
  const qr = `${means.options.publicUrl}/link#${handle}.${code.replace('-', '')}`;
  return { ok: true, result: { link, code, qr, expiresAt } };
};

const redeem: Handler<'links.redeem'> = async (means, { params, caller }) => {
  const { handle, code } = params;
  const { guards } = means;
  const { ip, network } = caller.remote;
  const keys = [`device ${caller.device?.id}`, `ip ${ip}`];
  const mustWait = guards.guess(guards.links, keys) ?? guards.guess(guards.linkUsers, [handle]);
  if (mustWait !== undefined) return mustWait;
  const outcome = await decideNow(means, actorOf(caller), 'links.redeem', { handle, code, network });
  if (!outcome.ok && outcome.code === 'not-found') {
    for (const key of keys) guards.links.failed(key);
    guards.linkUsers.failed(handle);
    await guards.slowDown();
  }
  return outcome;
};

const approve: Handler<'links.approve'> = (means, { params, caller }) =>
  decideNow(means, actorOf(caller), 'links.approve', params);

const deny: Handler<'links.deny'> = (means, { params, caller }) =>
  decideNow(means, actorOf(caller), 'links.deny', params);

export const linkHandlers = {
  'links.create': create,
  'links.redeem': redeem,
  'links.approve': approve,
  'links.deny': deny,
};
