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
  const keys = [
    [guards.links, `device ${caller.device?.id}`],
    [guards.links, `ip ${ip}`],
    [guards.linkUsers, handle],
  ] as const;
  // A right code is one's own perhaps, and forgives nothing.
  const outcome = await guards.guess(
    keys,
    () => decideNow(means, actorOf(caller), 'links.redeem', { handle, code, network }),
    (it) => (!it.ok && it.code === 'not-found' ? 'wrong' : 'neither'),
  );
  if (!outcome.ok && outcome.code === 'not-found') await guards.slowDown();
  return outcome;
};

const approve: Handler<'links.approve'> = (means, { params, caller }) =>
  decideNow(means, actorOf(caller), 'links.approve', params);

const deny: Handler<'links.deny'> = (means, { params, caller }) =>
  decideNow(means, actorOf(caller), 'links.deny', params);

const cancel: Handler<'links.cancel'> = (means, { params, caller }) =>
  decideNow(means, actorOf(caller), 'links.cancel', params);

export const linkHandlers = {
  'links.create': create,
  'links.redeem': redeem,
  'links.approve': approve,
  'links.deny': deny,
  'links.cancel': cancel,
};
