/** What one command of `kith` is: its names, arguments and flags for the help, and what it does. */
import type { Flags } from '../server/config/sources.ts';
import type { Exit } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** A flag of a command, besides those of the configuration. */
export interface CommandFlag {
  readonly says: string;
  /** What the value is called; absent: the flag takes none. */
  readonly value?: string;
}

/** What a command is called with. */
export interface Call {
  readonly args: readonly string[];
  /** Flags of the command itself, by name. */
  readonly flags: Readonly<Record<string, string | true>>;
  /** All other flags: those of the configuration, or unknown ones. */
  readonly configFlags: Flags;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly terminal: Terminal;
}

/** A command. */
export interface Command {
  readonly says: string;
  /** Arguments, as the help shows them: `<dir>` must be given, `[dir]` may be, `[word...]` takes any number. */
  readonly args: readonly string[];
  readonly flags: Readonly<Record<string, CommandFlag>>;
  /** Further sentences for its own help. */
  readonly more?: readonly string[];
  run(call: Call): Promise<Exit>;
}

/** The flag of commands whose result a program may read. */
export const jsonFlag: CommandFlag = { says: 'Print one JSON object.' };

/** The flag that lifts what protects a public host. */
export const forceFlag: CommandFlag = { says: 'Allow on a public host what is meant for a demo.' };
