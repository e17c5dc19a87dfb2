/** Renewal: keeps a live connection past the expiry of the token that it said hello with. */
import { methodTable, type Refusal, refuse } from '@kith/protocol';
import type { Claims, Tokens } from '../commands/tokens.ts';
import type { KnownDevice } from '../hub/directory.ts';
import type { Connection } from './connection.ts';
import type { LifecycleCall } from './means.ts';
import { errorAnswer, resultAnswer } from './notifications.ts';

/** Looks at `auth.renew` and answers it. */
export async function renew(tokens: Tokens, connection: Connection, call: LifecycleCall): Promise<void> {
  const { id, requestId } = call;
  const claims = await readToken(tokens, call);
  const { phase } = connection;
  if (phase.name !== 'live' && phase.name !== 'behind') return;
  const refusal = 'ok' in claims ? claims : refusalOf(claims, phase.device);
  if (refusal === undefined && !('ok' in claims)) phase.tokenExpiresAt = claims.expiresAt;
  if (id === null) return;
  const { tokenExpiresAt: expiresAt } = phase;
  connection.say(
    refusal === undefined ? resultAnswer(id, { expiresAt }) : errorAnswer(id, refusal, requestId),
  );
}

async function readToken(tokens: Tokens, { params }: LifecycleCall): Promise<Claims | Refusal> {
  const read = methodTable['auth.renew'].params.safeParse(params);
  return read.success
    ? tokens.verify(read.data.token)
    : refuse('validation-failed', { hint: 'needs a token' });
}

/** [L1] A token renews only the connection of its own device, in its present session. */
function refusalOf({ device, gen }: Claims, known: KnownDevice): Refusal | undefined {
  if (device !== known.id) return refuse('forbidden', { hint: 'this token is of another device' });
  return gen === known.gen ? undefined : refuse('unauthenticated', { hint: 'this session has ended' });
}
