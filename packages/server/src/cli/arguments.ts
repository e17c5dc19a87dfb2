/** Reads the command line: which command, its arguments, its own flags, and the flags of the configuration. */
import { parseArgs } from 'node:util';
import { nearNames } from '../server/config/near.ts';
import { flagName } from '../server/config/option.ts';
import { options } from '../server/config/table.ts';
import type { Command } from './command.ts';

type Commands = Readonly<Record<string, Command>>;

/** A command line that was understood. */
export interface Line {
  readonly ok: true;
  readonly name: string;
  readonly command: Command;
  readonly help: boolean;
  readonly args: readonly string[];
  readonly flags: Readonly<Record<string, string | true>>;
  readonly configFlags: Readonly<Record<string, string | true>>;
}

/** A command line that was not. */
export interface WrongLine {
  readonly ok: false;
  readonly wrong: string;
  readonly fix: string;
}

/** What runs when no command is named. */
const defaultCommand = 'start';

/** Reads a command line; flags may stand anywhere. */
export function readLine(argv: readonly string[], commands: Commands): Line | WrongLine {
  const { words, given } = split(argv, commands);
  if (given.version !== undefined) return line('version', [], { given: {}, commands });
  const [first, second] = words;
  if (first === undefined) {
    return line(given.help === undefined ? defaultCommand : 'help', [], { given, commands });
  }
  const both = `${first} ${second}`;
  if (Object.hasOwn(commands, both)) return line(both, words.slice(2), { given, commands });
  if (Object.hasOwn(commands, first)) return line(first, words.slice(1), { given, commands });
  // The word may be the value of a flag that is not known; the flag is what is wrong then.
  if (Object.keys(given).some((flag) => !isKnown(flag, commands))) {
    return line(defaultCommand, [], { given, commands });
  }
  return unknown(first, Object.keys(commands));
}

/** Sets flags apart from words. What a flag means is judged later, by its command. */
function split(
  argv: readonly string[],
  commands: Commands,
): { words: string[]; given: Record<string, string | true> } {
  const own = Object.values(commands).flatMap(({ flags }) => Object.entries(flags));
  const known = [
    ...[...options].map(([name, { kind }]) => [flagName(name), kind.bare === undefined] as const),
    ...own.map(([name, { value }]) => [name, value !== undefined] as const),
  ];
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: {
      ...Object.fromEntries(known.map(([name, valued]) => [name, { type: valued ? 'string' : 'boolean' }])),
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
    },
  });
  const words: string[] = [];
  const given: Record<string, string | true> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind === 'option') given[token.name] = token.value ?? true;
  }
  return { words, given };
}

function line(
  name: string,
  args: readonly string[],
  { given, commands }: { given: Readonly<Record<string, string | true>>; commands: Commands },
): Line | WrongLine {
  const command = commands[name];
  if (command === undefined) return unknown(name, Object.keys(commands));
  const flags: Record<string, string | true> = {};
  const configFlags: Record<string, string | true> = {};
  const { help, ...rest } = given;
  for (const [flag, value] of Object.entries(rest)) {
    const entry = Object.hasOwn(command.flags, flag) ? command.flags[flag] : undefined;
    if (entry === undefined) configFlags[flag] = value;
    else if ((entry.value === undefined) !== (value === true)) return badFlag(flag, entry.value);
    else flags[flag] = value;
  }
  const line: Line = { ok: true, name, command, help: help !== undefined, args, flags, configFlags };
  return line.help ? line : (wrongArgs(line) ?? line);
}

function badFlag(flag: string, value: string | undefined): WrongLine {
  return value === undefined
    ? { ok: false, wrong: `--${flag} takes no value`, fix: `write --${flag} alone` }
    : { ok: false, wrong: `--${flag} has no value`, fix: `write --${flag} <${value}>` };
}

function wrongArgs({ name, command, args, configFlags }: Line): WrongLine | undefined {
  const unknownFlag = Object.keys(configFlags).some((flag) => !isConfigFlag(flag));
  if (unknownFlag) return undefined;
  const usage = `kith ${[name, ...command.args].join(' ')}`;
  const missing = command.args.slice(args.length).find((arg) => arg.startsWith('<'));
  if (missing !== undefined) return { ok: false, wrong: `${missing} is missing`, fix: `write ${usage}` };
  if (command.args.at(-1)?.endsWith('...]') === true) return undefined;
  const extra = args[command.args.length];
  return extra === undefined
    ? undefined
    : { ok: false, wrong: `"${extra}" is too much`, fix: `write ${usage}` };
}

function isKnown(flag: string, commands: Commands): boolean {
  const own = Object.values(commands).some(({ flags }) => Object.hasOwn(flags, flag));
  return own || flag === 'help' || isConfigFlag(flag);
}

function isConfigFlag(flag: string): boolean {
  return [...options.keys()].some((name) => flagName(name) === flag);
}

function unknown(word: string, names: readonly string[]): WrongLine {
  const prefixed = names.filter((name) => name.startsWith(`${word} `));
  const near = prefixed.length > 0 ? prefixed : nearNames(word, names);
  return {
    ok: false,
    wrong: `"${word}" is no command`,
    fix:
      near.length === 0 ? 'see kith help' : `did you mean kith ${near.join(' or kith ')}? else see kith help`,
  };
}
