/** Handles `sessions.*`: the credential is checked here, the session is decided by the log. */
import { fold, type Refusal, refuse } from '@kith/protocol';
import type { Outcome } from '../../domain/command.ts';
import type { CommandResult } from '../../domain/deciders.ts';
import { verdictOf, verifyCredential } from '../credentials.ts';
import { decideNow, type Handled, type Handler, type Means } from '../handler.ts';

const nobody = { kind: 'nobody' } as const;

const create: Handler<'sessions.create'> = async (means, { params, caller }) => {
  const { device: name, secret } = params;
  const { guards } = means;
  const device = await means.store.read('deviceByName', { name, folded: fold(name) });
  const right = await guards.guess(
    [[guards.login, `${fold(name)} ${caller.remote.ip}`]],
    () => verifyCredential(secret, device?.credential, () => guards.password(caller.remote.ip)),
    verdictOf,
  );
  if (right === undefined) return refuse('overloaded');
  if (typeof right === 'object') return right;
  if (!right || device === undefined)
    return refuse('unauthenticated', { hint: 'unknown device or wrong secret' });
  const { id, credential } = device;
  return granted(means, await decideNow(means, nobody, 'sessions.create', { device: id, credential }));
};

const refresh: Handler<'sessions.refresh'> = async (means, { params }) => {
  const { refreshToken } = params;
  if (refreshToken === undefined) return noCookie();
  return granted(means, await decideNow(means, nobody, 'sessions.refresh', { refreshToken }));
};

const end: Handler<'sessions.end'> = async (means, { params }) => {
  const { refreshToken } = params;
  if (refreshToken === undefined) return noCookie();
  return decideNow(means, nobody, 'sessions.end', { refreshToken });
};

function noCookie(): Refusal {
  return refuse('unauthenticated', { hint: 'no cookie of this device came with the call' });
}

const recover: Handler<'sessions.recover'> = async (means, { params, caller }) => {
  const { handle, code, device: name, secret, keepDevices = false } = params;
  const { guards } = means;
  const outcome = await guards.guess(
    [[guards.login, `recover ${handle} ${caller.remote.ip}`]],
    async () => {
      const device = await means.store.read('deviceByName', { name, folded: fold(name) });
      const mayHash = () => guards.password(caller.remote.ip);
      const right =
        (device !== undefined && caller.device?.id === device.id && caller.device.gen === device.gen) ||
        (secret !== undefined && (await verifyCredential(secret, device?.credential, mayHash)));
      if (typeof right === 'object') return right;
      const proven = right === true;
      // A name can be guessed; an id was told to the device alone.
      const vouched =
        device !== undefined && (device.id === name || means.newcomers.cameFrom(device.id, caller.remote.ip));
      const given = { handle, code, device: device?.id ?? null, proven, vouched, keepDevices };
      return decideNow(means, nobody, 'sessions.recover', given);
    },
    (it) => (it.ok ? 'right' : it.code === 'unauthenticated' ? 'wrong' : 'neither'),
  );
  return granted(means, outcome);
};

/** Adds the access token to what the log granted. */
async function granted(
  { tokens }: Means,
  outcome: Outcome<CommandResult<'sessions.create'>>,
): Handled<'sessions.create'> {
  if (!outcome.ok) return outcome;
  const { refreshToken, device, user } = outcome.result;
  const { token, expiresAt } = await tokens.sign({ device: device.id, gen: device.gen });
  const { id, name } = device;
  return { ok: true, result: { accessToken: token, refreshToken, expiresAt, device: { id, name }, user } };
}

export const sessionHandlers = {
  'sessions.create': create,
  'sessions.refresh': refresh,
  'sessions.end': end,
  'sessions.recover': recover,
};
