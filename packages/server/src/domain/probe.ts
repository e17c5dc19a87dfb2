/** The probe: a command that writes a row and means nothing, to learn whether the store can write. */
import { accept, bySystem } from './command.ts';

/** Owner of the row; no device has such an id. */
const deviceId = 'server';

export const probeDeciders = {
  'store.probe': bySystem<object, object>(({ state }) => {
    const { now } = state;
    const row = { deviceId, commandId: 'probe', digest: '', outcome: '{}', at: now, expiresAt: now };
    state.put('remembered', row);
    return accept({});
  }),
};
