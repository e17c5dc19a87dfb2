/** Invites: single-use admissions that the operator hands out where registration is by invite. */
import { newId } from '../base/random.ts';
import { accept, bySystem, type Means, type Outcome, type Turn } from './command.ts';
import { putDeadline, takeDue } from './deadlines.ts';
import type { Invite } from './rows.ts';
import type { State } from './state.ts';

const lifeMs = 7 * 24 * 60 * 60 * 1000;

export const inviteDeciders = {
  'registration.invite': bySystem(createInvite),
};

function createInvite({
  state,
  means,
}: Turn<object, undefined>): Outcome<{ invite: string; expiresAt: number }> {
  for (const { id } of takeDue(state, 'invite', state.now)) state.remove('invites', id);
  const invite = newId(means.random, 'inv');
  const hash = means.mac('invite', invite);
  const expiresAt = state.now + lifeMs;
  state.put('invites', { hash, createdAt: state.now, expiresAt });
  putDeadline(state, { kind: 'invite', at: expiresAt, id: hash });
  return accept({ invite, expiresAt });
}

/** The invite that this text is, while it is good. */
export function findInvite(state: State, means: Means, text: string): Readonly<Invite> | undefined {
  const invite = state.get('invites', means.mac('invite', text));
  return invite !== undefined && state.now < invite.expiresAt ? invite : undefined;
}
