/** `kith backup`: a copy of everything, while the server runs or not. */
import { resolve } from 'node:path';
import { jsonFlag } from './command.ts';
import { configured } from './configured.ts';
import { operate } from './operate.ts';
import { tellRefusal } from './refused.ts';
import { spellBytes } from './spell.ts';

export const backup = configured(
  {
    says: 'Write a checked backup to a new directory; the server may run on.',
    args: ['<dir>'],
    flags: { json: jsonFlag },
    more: [
      'The directory then holds kith.db, the secret (unless it comes from KITH_SECRET) and manifest.json. Keep it as',
      'safe as the server itself: the secret opens every session.',
    ],
  },
  async ({ args, cwd, flags, terminal }, config) => {
    const json = flags.json === true;
    const made = await operate(config, 'backup', { path: resolve(cwd, args[0] ?? '') });
    if (!made.ok) return tellRefusal({ terminal, json }, made);
    const { path, manifest } = made.result;
    if (json) terminal.say(JSON.stringify({ ok: true, path, ...manifest }));
    else {
      const { bytes } = manifest.files['kith.db'];
      terminal.say(`Wrote and checked ${path}: ${manifest.head} events, ${spellBytes(bytes)}.`);
      if (manifest.files.secret === undefined)
        terminal.say('It holds no secret: keep KITH_SECRET elsewhere.');
    }
    return 'ok';
  },
);
