/** Loads the configuration for a command, or tells what is wrong with it. */
import type { Config } from '../server/config/config.ts';
import { loadConfig } from '../server/config/load.ts';
import type { Call, Command } from './command.ts';
import type { Exit } from './exit-codes.ts';
import { tellError, tellProblems } from './refused.ts';

/** What a command does once it has its configuration. */
type Body = (call: Call, config: Config, warnings: readonly string[]) => Promise<Exit>;

/** Makes a command that needs the configuration; problems are told and end it. */
export function configured(entry: Omit<Command, 'run'>, body: Body): Command {
  return {
    ...entry,
    async run(call) {
      const told = { terminal: call.terminal, json: call.flags.json === true };
      const loaded = loadConfig({
        env: call.env,
        flags: call.configFlags,
        cwd: call.cwd,
        otherFlags: Object.keys(entry.flags),
        terminal: call.terminal.isTerminal,
        force: call.flags.force === true,
      });
      if (!loaded.ok) return tellProblems(told, loaded.problems);
      try {
        return await body(call, loaded.config, loaded.warnings);
      } catch (error) {
        const exit = tellError(told, error);
        if (exit === undefined) throw error;
        return exit;
      }
    },
  };
}
