/** The program: reads the command line, runs one command, ends with its exit code. */
import { readLine } from './arguments.ts';
import { commands } from './commands.ts';
import { type Exit, exitCodes } from './exit-codes.ts';
import { commandHelp } from './help.ts';
import { processTerminal as terminal } from './terminal.ts';

async function main(argv: readonly string[]): Promise<Exit> {
  const line = readLine(argv, commands);
  if (!line.ok) {
    terminal.warn(`kith: ${line.wrong}; ${line.fix}`);
    return 'usage';
  }
  const { name, command, args, flags, configFlags } = line;
  if (line.help && name !== 'help') {
    terminal.say(commandHelp(name, command));
    return 'ok';
  }
  return command.run({ args, flags, configFlags, env: process.env, cwd: process.cwd(), terminal });
}

process.exitCode = exitCodes[await main(process.argv.slice(2))].code;
