/** `kith doctor`: looks at everything that a server needs, and says what to do about what is missing. */
import { loadConfig } from '../server/config/load.ts';
import { examine } from './checks/examination.ts';
import type { Finding } from './checks/finding.ts';
import { columns } from './columns.ts';
import { type Command, jsonFlag } from './command.ts';
import { exitFor } from './refused.ts';

const marks = { good: 'ok', doubtful: 'warn', bad: 'FAIL' } as const;

const flags = { json: jsonFlag };

export const doctor: Command = {
  says: 'Check the machine, the configuration, the data directory and the port; says what to do about each problem.',
  args: [],
  flags,
  async run({ flags: given, configFlags, env, cwd, terminal }) {
    const loaded = loadConfig({ env, flags: configFlags, cwd, otherFlags: Object.keys(flags) });
    const findings = await examine(loaded);
    const ok = findings.every(({ verdict }) => verdict !== 'bad');
    if (given.json === true) terminal.say(JSON.stringify({ ok, findings }));
    else terminal.say(columns([['', 'CHECK', 'FOUND', 'FIX'], ...findings.map(row)]));
    if (!loaded.ok) return exitFor(loaded.problems);
    return ok ? 'ok' : 'failed';
  },
};

function row({ verdict, check, found, fix }: Finding): string[] {
  return [marks[verdict], check, found, fix ?? ''];
}
