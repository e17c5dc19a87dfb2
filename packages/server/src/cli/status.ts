/** `kith status`: how the running server is. */
import { callAdmin } from '../server/admin/client.ts';
import type { Status } from '../server/admin/status.ts';
import { dataDirAt } from '../server/data-dir.ts';
import { columns } from './columns.ts';
import { jsonFlag } from './command.ts';
import { configured } from './configured.ts';
import { tellRefusal } from './refused.ts';
import { spellDuration } from './spell.ts';

export const status = configured(
  { says: 'Show how the running server is.', args: [], flags: { json: jsonFlag } },
  async ({ flags, terminal }, config) => {
    const json = flags.json === true;
    const dir = dataDirAt(config.dataDir);
    const answer = await callAdmin(dir, 'status', {});
    if (answer === undefined) {
      tellRefusal(
        { terminal, json },
        { ok: false, code: 'unavailable', hint: `no server runs on ${dir.path}` },
      );
      return 'notRunning';
    }
    if (!answer.ok) return tellRefusal({ terminal, json }, answer);
    const found = answer.result as Status;
    if (json) terminal.say(JSON.stringify({ ...found, ok: true }));
    else {
      terminal.say(
        columns([
          ['address', found.url],
          ['data', dir.path],
          ['version', found.version],
          ['up for', spellDuration(found.uptimeMs)],
          ['events', String(found.head)],
          ['connections', String(found.connections)],
          ['devices online', String(found.devicesOnline)],
          ...(found.metricsUrl === undefined ? [] : [['metrics', found.metricsUrl]]),
        ]),
      );
    }
    return 'ok';
  },
);
