/** Handles `settings.preview`: shows the user's other screens what a person drags, if it is what they could store. */
import { type Json, refuse } from '@kith/protocol';
import { noUser } from '../../domain/device-row.ts';
import { refuseScope } from '../../domain/settings/address.ts';
import { refuseEdit } from '../../domain/settings/writing.ts';
import type { CalledByDevice, Handled, Means } from '../handler.ts';

export const preview = async (
  { signals, options: { apps, limits } }: Means,
  { params, device, caller }: CalledByDevice<'settings.preview'>,
): Handled<'settings.preview'> => {
  if (device.user === null) return noUser;
  const { app, key, scope = 'user' } = params;
  const value = params.value as Json;
  const refusal =
    refuseScope(device, scope) ??
    refuseEdit({ ...limits, apps: apps.facts }, { app, key, scope }, JSON.stringify(value));
  if (refusal !== undefined) return refusal;
  const invalid = apps.check(app, key, value);
  if (invalid !== undefined) return refuse('validation-failed', { hint: invalid });
  const origin = { user: device.user.id, device: device.id, connection: caller.connection };
  signals.preview(origin, { app, key, scope, value });
  return { ok: true, result: {} };
};
