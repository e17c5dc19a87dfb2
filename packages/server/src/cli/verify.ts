/** `kith verify`: checks the database in use, another data directory, or a backup. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Refusal, refuse } from '@kith/protocol';
import { checkBackup } from '../server/admin/backup-check.ts';
import { callAdmin } from '../server/admin/client.ts';
import { backupFiles } from '../server/admin/manifest.ts';
import { verifyIdle } from '../server/admin/verify.ts';
import { dataDirAt } from '../server/data-dir.ts';
import type { Verification } from '../store/port.ts';
import { jsonFlag } from './command.ts';
import { configured } from './configured.ts';
import { tellRefusal } from './refused.ts';

/** What was checked and what is wrong with it. */
interface Verdict {
  readonly ok: true;
  readonly what: string;
  readonly head: number;
  readonly chain: string;
  readonly problems: readonly string[];
}

export const verify = configured(
  {
    says: 'Check the log by its hashes, and that rows fit it and each other; of a backup also its files. Changes nothing.',
    args: ['[dir]'],
    flags: { json: jsonFlag },
    more: ['Without a directory it is the data directory, whether its server runs or not.'],
  },
  async ({ args, cwd, flags, terminal }, config) => {
    const json = flags.json === true;
    const path = args[0] === undefined ? config.dataDir : resolve(cwd, args[0]);
    const isBackup = existsSync(join(path, backupFiles.manifest));
    const verdict = isBackup ? await ofBackup(path) : await ofDataDir(path);
    if (!verdict.ok) return tellRefusal({ terminal, json }, verdict);
    const { what, head, chain, problems } = verdict;
    const sound = problems.length === 0;
    if (json) terminal.say(JSON.stringify({ ok: sound, path, head, chain, problems }));
    else if (sound)
      terminal.say(`The ${what} ${path} is sound: ${head} events, chain ${chain.slice(0, 16)}.`);
    else terminal.warn([`kith: the ${what} ${path} is damaged:`, ...problems].join('\n  '));
    return sound ? 'ok' : 'failed';
  },
);

async function ofBackup(path: string): Promise<Verdict> {
  const { manifest, problems } = await checkBackup(path);
  return { ok: true, what: 'backup', head: manifest?.head ?? 0, chain: manifest?.chain ?? '', problems };
}

async function ofDataDir(path: string): Promise<Verdict | Refusal> {
  const dir = dataDirAt(path);
  if (!existsSync(dir.database)) return refuse('not-found', { hint: `there is no database in ${dir.path}` });
  const answer = await callAdmin(dir, 'verify', {});
  if (answer?.ok === false) return answer;
  const found = answer === undefined ? await verifyIdle(dir) : (answer.result as Verification);
  const { head, chain, problems } = found;
  return { ok: true, what: 'database in', head, chain, problems };
}
