/** Handles `devices.register`: who has the name already, whether it is the same device, and then the log decides. */
import { fold, refuse } from '@kith/protocol';
import type { Device } from '../../domain/rows.ts';
import { hashPassword, hashSecret, verdictOf, verifyCredential } from '../credentials.ts';
import { actorOf, type Called, decideNow, type Handled, type Handler, type Means, Raw } from '../handler.ts';

type Registration = Called<'devices.register'>;

export const register: Handler<'devices.register'> = async (means, called) => {
  const { guards } = means;
  const { ip } = called.caller.remote;
  const tooMany = guards.register(ip);
  if (tooMany !== undefined) return tooMany;
  if (called.params.invite === undefined) return registerAgain(means, called);
  // An invite may be the code of a link, so a wrong one is a wrong link code.
  return guards.guess(
    [[guards.links, `ip ${ip}`]],
    () => registerAgain(means, called),
    (it) => (!it.ok && it.code === 'registration-closed' ? 'wrong' : 'neither'),
  );
};

/** Two that register the same at once are one device: the second proves itself against the first. */
async function registerAgain(means: Means, called: Registration): Handled<'devices.register'> {
  let outcome = await registerOnce(means, called);
  if (!outcome.ok && outcome.code === 'name-taken') outcome = await registerOnce(means, called);
  if (outcome.ok && !(outcome.result instanceof Raw)) {
    means.newcomers.note(outcome.result.device.id, called.caller.remote.ip);
  }
  return outcome;
}

async function registerOnce(means: Means, { params, caller }: Registration): Handled<'devices.register'> {
  const { name, password, secret, platform = null, invite = null } = params;
  const holder = await means.store.read('deviceByName', { name: '', folded: fold(name) });
  const proven =
    holder !== undefined && (await proves(means, caller.remote.ip, holder, secret ?? password ?? ''));
  if (holder !== undefined && !proven) return refuse('name-taken');
  const credential = await hashCredential(params);
  if (credential === undefined) return refuse('overloaded');
  const sameAs = holder?.id ?? null;
  const given = { name, platform, credential, sameAs, invite };
  return decideNow(means, actorOf(caller), 'devices.register', given);
}

/** Registering again proves the secret, and so is a login: guesses are counted like those of one. */
async function proves({ guards }: Means, ip: string, holder: Device, given: string): Promise<boolean> {
  const right = await guards.guess(
    [[guards.login, `${holder.id} ${ip}`]],
    () => verifyCredential(given, holder.credential),
    verdictOf,
  );
  return right === true;
}

/** The hash to store of a new password or secret; undefined where too many wait to be hashed. */
export async function hashCredential({
  password,
  secret,
}: {
  readonly password?: string | undefined;
  readonly secret?: string | undefined;
}): Promise<string | undefined> {
  return secret === undefined ? hashPassword(password ?? '') : hashSecret(secret);
}
