/** `kith invite`: a link by which one device more may register. */
import { jsonFlag } from './command.ts';
import { configured } from './configured.ts';
import { operate } from './operate.ts';
import { tellRefusal } from './refused.ts';

export const invite = configured(
  {
    says: 'Print a link with which one device may register where registration is by invite.',
    args: [],
    flags: { json: jsonFlag },
  },
  async ({ flags, terminal }, config) => {
    const json = flags.json === true;
    const made = await operate(config, 'invite', {}, { makes: true });
    if (!made.ok) return tellRefusal({ terminal, json }, made);
    const { url, invite: text, expiresAt } = made.result;
    if (json) terminal.say(JSON.stringify({ ok: true, url, invite: text, expiresAt }));
    else
      terminal.say(
        `${url}\ninvite ${text}\n\nGood for one device, until ${new Date(expiresAt).toISOString()}.`,
      );
    return 'ok';
  },
);
