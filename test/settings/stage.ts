/** A user with two devices in a scene, and short ways to edit and to look. */
import type { SettingOp } from '@kith/protocol';
import type { Policy } from '../../packages/server/src/domain/command.ts';
import type { CommandResult } from '../../packages/server/src/domain/deciders.ts';
import { Scene, yes } from '../support/scene.ts';

export const app = 'demo';

/** A user with a phone and a laptop. */
export function stage(policy: Partial<Policy> = {}) {
  const scene = new Scene(policy);
  const { user, first: phone } = scene.user();
  const laptop = scene.linked(phone);
  const edit = (device: string, op: Partial<SettingOp> & { key: string }): CommandResult<'settings.edit'> => {
    const id = op.id ?? scene.fresh('op');
    return yes(scene.by(device, 'settings.edit', { app, op: { id, base: 0, ageMs: 0, ...op } }, id));
  };
  const row = (key: string, scope = 'user') => scene.state.get('settings', user, app, scope, key);
  const history = (key: string, scope = 'user') =>
    scene.state.list('settingChanges', 'bySetting', [user, app, scope, key]);
  const usage = () => scene.state.get('settingUsage', user);
  return { scene, user, phone, laptop, edit, row, history, usage };
}
