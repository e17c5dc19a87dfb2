/** `kith types`: writes what the apps say as TypeScript that a page can carry. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { emitModule } from '@kith/schema/emit';
import type { KithConfig } from '@kith/schema/inspect';
import { loadApps } from '../server/apps/load.ts';
import type { Config } from '../server/config/config.ts';
import { ConfigProblems } from '../server/config/problem.ts';
import { configured } from './configured.ts';

export const types = configured(
  {
    says: 'Write what the apps say of their settings as TypeScript: plain types and objects, for pages without zod.',
    args: ['[app...]'],
    flags: {
      out: { says: 'The file to write; without it, the text is printed.', value: 'file' },
      check: { says: 'Write nothing, and fail where --out is not what would be written.' },
    },
    more: ['Without apps it is all of them. Needs no server, and changes none.'],
  },
  async ({ args, flags, cwd, terminal }, config) => {
    const loaded = await appsOf(config);
    const unknown = args.filter((name) => !loaded.apps.some((app) => app.name === name));
    if (unknown.length > 0) {
      terminal.warn(`kith: ${unknown.join(', ')}: no such app; there are ${namesOf(loaded)}`);
      return 'usage';
    }
    const emitted = emitModule(loaded.apps.filter(({ name }) => args.length === 0 || args.includes(name)));
    if (!emitted.ok) throw new ConfigProblems(emitted.problems.map((problem) => ({ value: '', ...problem })));
    if (typeof flags.out !== 'string') {
      terminal.say(emitted.text.trimEnd());
      return 'ok';
    }
    const path = resolve(cwd, flags.out);
    const isSame = existsSync(path) && readFileSync(path, 'utf8') === emitted.text;
    if (flags.check === true) {
      if (!isSame)
        terminal.warn(`kith: ${flags.out} is not what the apps say; run kith types --out ${flags.out}`);
      return isSame ? 'ok' : 'failed';
    }
    // What is the same is left alone, so that nothing that watches it begins anew.
    if (!isSame) writeFileSync(path, emitted.text);
    return 'ok';
  },
);

async function appsOf(config: Config): Promise<KithConfig> {
  const loaded = await loadApps(config);
  if (loaded !== undefined) return loaded;
  const wrong = 'names no file, and there is no kith.config.ts here';
  const fix = 'run this where kith.config.ts is, or name it: --config <file>';
  throw new ConfigProblems([{ name: 'KITH_CONFIG', value: '', wrong, fix }]);
}

function namesOf({ apps }: KithConfig): string {
  return apps.map(({ name }) => name).join(', ') || 'none';
}
