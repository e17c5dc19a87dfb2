/** `kith restore`: a data directory from a backup. */
import { resolve } from 'node:path';
import { restore as restoreBackup } from '../server/admin/restore.ts';
import { jsonFlag } from './command.ts';
import { configured } from './configured.ts';
import { tellRefusal } from './refused.ts';

export const restore = configured(
  {
    says: 'Check a backup and restore it into an empty data directory; no server may run there.',
    args: ['<from>'],
    flags: {
      into: { says: 'Directory to restore into, instead of the data directory.', value: 'dir' },
      'dry-run': { says: 'Only check whether it would work.' },
      json: jsonFlag,
    },
    more: [
      'The restored server begins a new lineage: every device takes a fresh snapshot when it comes back.',
    ],
  },
  async ({ args, cwd, flags, terminal }, config) => {
    const json = flags.json === true;
    const dryRun = flags['dry-run'] === true;
    const from = resolve(cwd, args[0] ?? '');
    const into = typeof flags.into === 'string' ? resolve(cwd, flags.into) : config.dataDir;
    const restored = await restoreBackup({ from, into, dryRun });
    if (!restored.ok) return tellRefusal({ terminal, json }, restored);
    const { manifest, epoch } = restored.result;
    if (json) terminal.say(JSON.stringify({ ok: true, dryRun, into, epoch, manifest }));
    else {
      const at = new Date(manifest.at).toISOString();
      terminal.say(
        `${dryRun ? 'Could restore' : 'Restored'} ${manifest.head} events, as of ${at}, into ${into}.`,
      );
      if (manifest.files.secret === undefined)
        terminal.say('It holds no secret: start with KITH_SECRET as it was then.');
    }
    return 'ok';
  },
);
