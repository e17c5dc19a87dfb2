/** Gathers what the operator set: flags win over the environment, which wins over `.env`. */
import { nearNames } from './near.ts';
import { envName, flagName, type Option } from './option.ts';
import { type Problem, shown } from './problem.ts';
import { absentOptions, options } from './table.ts';

/** What was set for one option. */
export interface Given {
  /** As the operator wrote the name. */
  readonly name: string;
  readonly text: string;
}

/** Flags by name without the dashes; `true` where no value was given. */
export type Flags = Readonly<Record<string, string | true>>;

type Variables = Readonly<Record<string, string | undefined>>;

interface Sources {
  readonly env: Variables;
  readonly envFile: Variables;
  readonly flags: Flags;
  /** Flags of the command itself, for suggestions. */
  readonly otherFlags: readonly string[];
}

const flagOptions = new Map([...options].filter(([, { hidden }]) => hidden !== true));
const byEnv = new Map([...options.keys()].map((name) => [envName(name), name]));
const byFlag = new Map([...flagOptions.keys()].map((name) => [flagName(name), name]));
const absentByEnv = new Map([...absentOptions].map(([name, why]) => [envName(name), why]));
const absentByFlag = new Map([...absentOptions].map(([name, why]) => [flagName(name), why]));

/** Collects what was set by option name, and a problem for each name that is unknown. */
export function gather(sources: Sources): { given: ReadonlyMap<string, Given>; problems: Problem[] } {
  const given = new Map<string, Given>();
  const problems: Problem[] = [];
  for (const [variables, where] of [
    [sources.envFile, ' in .env'],
    [sources.env, ''],
  ] as const) {
    for (const [variable, raw] of Object.entries(variables)) {
      const text = raw?.trim() ?? '';
      if (!variable.startsWith('KITH_') || text === '') continue;
      const name = byEnv.get(variable);
      if (name === undefined) problems.push(unknownVariable(variable, text, where));
      else given.set(name, { name: `${variable}${where}`, text });
    }
  }
  for (const [flag, value] of Object.entries(sources.flags)) {
    const name = byFlag.get(flag);
    const entry = name === undefined ? undefined : options.get(name);
    if (name === undefined || entry === undefined) {
      problems.push(unknownFlag(flag, value, sources.otherFlags));
      continue;
    }
    const text = value === true ? entry.kind.bare : value.trim();
    if (text === undefined || text === '') problems.push(flagWithoutValue(flag, entry));
    else given.set(name, { name: `--${flag}`, text });
  }
  return { given, problems };
}

function unknownVariable(variable: string, text: string, where: string): Problem {
  const absent = absentByEnv.get(variable);
  return {
    name: `${variable}${where}`,
    // A mistyped name may stand before a secret.
    value: shown(text, true),
    wrong: absent ?? 'is not a variable of this server',
    fix: absent === undefined ? suggestion(nearNames(variable, [...byEnv.keys()]), 'remove it') : 'remove it',
  };
}

function unknownFlag(flag: string, value: string | true, otherFlags: readonly string[]): Problem {
  const name = `--${flag}`;
  const hidden = value === true ? '' : shown(value, true);
  const secretName = [...options].find(
    ([key, entry]) => entry.hidden === true && flagName(key) === flag,
  )?.[0];
  if (secretName !== undefined) {
    return {
      name,
      value: hidden,
      wrong: 'is no flag: every user of the machine could read it',
      fix: `set ${envName(secretName)} instead`,
    };
  }
  const absent = absentByFlag.get(flag);
  if (absent !== undefined) return { name, value: hidden, wrong: absent, fix: 'remove it' };
  const near = nearNames(flag, [...byFlag.keys(), ...otherFlags]).map((found) => `--${found}`);
  return { name, value: hidden, wrong: 'is not a flag of this command', fix: suggestion(near, 'see --help') };
}

function flagWithoutValue(flag: string, { kind, example }: Option): Problem {
  return {
    name: `--${flag}`,
    value: '',
    wrong: 'has no value',
    fix: `use ${kind.expects}: --${flag} ${example}`,
  };
}

function suggestion(near: readonly string[], otherwise: string): string {
  return near.length === 0 ? otherwise : `did you mean ${near.join(' or ')}? else ${otherwise}`;
}
