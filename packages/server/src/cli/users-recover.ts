/** `kith users recover`: a way back in for somebody whose devices are all lost. */
import { handle as handleSchema } from '@kith/protocol';
import { jsonFlag } from './command.ts';
import { configured } from './configured.ts';
import { operate } from './operate.ts';
import { tellRefusal } from './refused.ts';

export const usersRecover = configured(
  {
    says: 'Print a link, good once and for 15 minutes, that lets a device into a user whose devices are lost.',
    args: ['<handle>'],
    flags: { json: jsonFlag },
    more: ['Using it signs out all other devices of the user, unless the person keeps them.'],
  },
  async ({ args, flags, terminal }, config) => {
    const told = { terminal, json: flags.json === true };
    const handle = handleSchema.safeParse(args[0]);
    const issued = handle.success ? await operate(config, 'recover', { handle: handle.data }) : undefined;
    if (issued === undefined || (!issued.ok && issued.code === 'not-found' && issued.hint === undefined)) {
      return tellRefusal(told, {
        ok: false,
        code: 'not-found',
        hint: `there is no user with the handle ${args[0]}`,
      });
    }
    if (!issued.ok) return tellRefusal(told, issued);
    const { url, handle: name, code, expiresAt } = issued.result;
    if (told.json) terminal.say(JSON.stringify({ ...issued.result, ok: true }));
    else
      terminal.say(
        `${url}\nhandle ${name}\ncode ${code}\n\nGood once, until ${new Date(expiresAt).toISOString()}. Hand it over in private.`,
      );
    return 'ok';
  },
);
