/** The table of commands. */

import { nearNames } from '../server/config/near.ts';
import { version as programVersion } from '../server/version.ts';
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { types } from './emit.ts';
import { commandHelp, generalHelp } from './help.ts';
import { invite } from './invite.ts';
import { restore } from './restore.ts';
import { seed } from './seed.ts';
import { start } from './start.ts';
import { status } from './status.ts';
import { usersRecover } from './users-recover.ts';
import { verify } from './verify.ts';

const help: Command = {
  says: 'Show this, or the help of one command.',
  args: ['[command...]'],
  flags: {},
  run({ args, terminal }) {
    const name = args.join(' ');
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command !== undefined) terminal.say(commandHelp(name, command));
    else if (name === '') terminal.say(generalHelp(commands));
    else {
      const near = nearNames(name, Object.keys(commands));
      terminal.warn(
        `kith: "${name}" is no command${near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`}`,
      );
      return Promise.resolve('usage');
    }
    return Promise.resolve('ok');
  },
};

const version: Command = {
  says: 'Print the version.',
  args: [],
  flags: {},
  run({ terminal }) {
    terminal.say(programVersion);
    return Promise.resolve('ok');
  },
};

/** Every command by name, in the order of the help. */
export const commands: Readonly<Record<string, Command>> = {
  start,
  status,
  seed,
  invite,
  'users recover': usersRecover,
  backup,
  restore,
  verify,
  doctor,
  types,
  help,
  version,
};
