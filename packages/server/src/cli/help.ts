/** The help texts, made from the commands, the option table and the exit codes. */
import { envName, flagName, type Option } from '../server/config/option.ts';
import { defaultText } from '../server/config/reference.ts';
import { limitOptions, options } from '../server/config/table.ts';
import { columns } from './columns.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';

type Commands = Readonly<Record<string, Command>>;

function usage(name: string, { args }: Command): string {
  return ['kith', name, ...args].join(' ');
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

/** The help of all. */
export function generalHelp(commands: Commands): string {
  const rows = Object.entries(commands).map(([name, command]) => [usage(name, command), command.says]);
  return [
    'Kith: a self-hosted social server.',
    '',
    'COMMANDS (without one: start)',
    indent(columns(rows)),
    '',
    'Every command takes --help, and the options of the configuration: as flags, as KITH_* variables, or in a',
    '.env file in the working directory. `kith start --help` lists them.',
    '',
    'EXIT CODES',
    indent(columns(Object.values(exitCodes).map(({ code, says }) => [String(code), says]))),
  ].join('\n');
}

/** The help of one command; that of `start` lists the options. */
export function commandHelp(name: string, command: Command): string {
  const flags = Object.entries(command.flags).map(([flag, { says, value }]) => [
    `--${flag}${value === undefined ? '' : ` <${value}>`}`,
    says,
  ]);
  return [
    usage(name, command),
    '',
    command.says,
    ...(command.more ?? []),
    ...(flags.length === 0 ? [] : ['', 'FLAGS', indent(columns(flags))]),
    '',
    ...(name === 'start'
      ? optionsHelp()
      : ['Options of the configuration, such as --data-dir: see kith start --help']),
  ].join('\n');
}

/** What may stand behind a flag; in brackets where it may be left out. */
function valueSays({ kind: { name, bare } }: Option): string {
  const compact = name.replaceAll(' | ', '|');
  return bare === undefined ? `<${compact}>` : `[${compact}]`;
}

function optionsHelp(): string[] {
  const rows = [...options].map(([name, option]) => [
    option.hidden === true ? envName(name) : `--${flagName(name)} ${valueSays(option)}`,
    `${option.says} Default: ${defaultText(option)}.`,
  ]);
  const plain = rows.length - limitOptions.size;
  return [
    'OPTIONS',
    'Each is also a variable, --data-dir being KITH_DATA_DIR. Flags win over the environment, which wins over .env.',
    indent(columns(rows.slice(0, plain))),
    '',
    'LIMITS',
    indent(columns(rows.slice(plain))),
  ];
}
