/** `kith seed`: devices for a demo. */
import { seedPassword } from '../server/admin/seed.ts';
import { columns } from './columns.ts';
import { forceFlag, jsonFlag } from './command.ts';
import { configured } from './configured.ts';
import { operate } from './operate.ts';
import { tellRefusal } from './refused.ts';

export const seed = configured(
  {
    says: 'Make demo devices Chrome.test1 … Firefox.test10, users test1 … test9 and their chats; again: only what is missing.',
    args: [],
    flags: {
      password: { says: `Password of the devices, instead of ${seedPassword}.`, value: 'text' },
      force: forceFlag,
      json: jsonFlag,
    },
    more: [
      'Chrome.testN and Firefox.testN share the user testN. Left to be done by hand: Firefox.test9 has joined no',
      'user, so that it can be linked to test9; of test10, neither device has.',
    ],
  },
  async ({ flags, terminal }, config) => {
    const json = flags.json === true;
    const password = typeof flags.password === 'string' ? flags.password : seedPassword;
    const seeded = await operate(config, 'seed', { password, force: flags.force === true }, { makes: true });
    if (!seeded.ok) return tellRefusal({ terminal, json }, seeded);
    const { devices } = seeded.result;
    if (json) terminal.say(JSON.stringify({ ok: true, devices }));
    else {
      const rows = devices.map((device) => [
        device.name,
        device.password ?? '(was changed)',
        device.user ?? '(none yet)',
        device.made ? 'made' : 'was there',
      ]);
      terminal.say(columns([['DEVICE', 'PASSWORD', 'USER', ''], ...rows]));
    }
    return 'ok';
  },
);
