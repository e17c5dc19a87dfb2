/** The deciders of signing keys: added, retired, and removed once no token of theirs can live. */
import { accept, bySystem, type Outcome, type Turn } from './command.ts';

/** How long a retired key is still listed; longer than any token that it signed lives. */
const retiredMs = 60 * 60 * 1000;

export const keyDeciders = {
  'keys.add': bySystem(addKey),
  'keys.retire': bySystem(retireKey),
};

function addKey(turn: Turn<{ kid: string; jwk: string }, undefined>): Outcome<Record<string, never>> {
  const { state, params } = turn;
  removeOld(turn);
  if (state.get('signingKeys', params.kid) === undefined) {
    state.put('signingKeys', { ...params, createdAt: state.now, retiredAt: null });
  }
  return accept({});
}

function retireKey(turn: Turn<{ kid: string }, undefined>): Outcome<Record<string, never>> {
  const { state, params } = turn;
  removeOld(turn);
  const key = state.get('signingKeys', params.kid);
  if (key !== undefined && key.retiredAt === null) {
    state.put('signingKeys', { ...key, retiredAt: state.now });
  }
  return accept({});
}

function removeOld({ state }: Turn<unknown, undefined>): void {
  for (const { kid, retiredAt } of state.list('signingKeys', 'all', [])) {
    if (retiredAt !== null && state.now - retiredAt >= retiredMs) state.remove('signingKeys', kid);
  }
}
