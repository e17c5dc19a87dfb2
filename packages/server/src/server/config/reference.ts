/** Writes the reference of the configuration from the option table. */
import { envName, flagName, type Option } from './option.ts';
import { absentOptions, limitOptions, options } from './table.ts';

/** The default of an option as a reader should see it. */
export function defaultText(option: Option): string {
  return option.defaultSays ?? valueText(option);
}

function valueText({ default: value, kind }: Option): string {
  if (typeof value === 'boolean') return kind.name.split(' | ')[value ? 0 : 1] ?? String(value);
  return String(value);
}

/** The reference as Markdown: `docs/reference/configuration.md`. */
export function configurationMarkdown(): string {
  const plain = [...options].filter(([name]) => !limitOptions.has(name));
  const limits = [...limitOptions].map(([name, { option }]) => [name, option] as const);
  return [
    '# Configuration',
    '',
    '<!-- Generated from packages/server/src/server/config/table.ts by `npm run docs`. Do not edit. -->',
    '',
    'Each option is an environment variable and a flag of `kith start`. Flags win over the environment, the',
    'environment wins over a `.env` file in the working directory, and an empty value counts as unset.',
    'A wrong or unknown `KITH_*` variable or flag stops the start: all problems are reported at once, each with',
    'its fix, and the exit code is 78, or 64 where only flags are wrong.',
    '',
    '## Options',
    '',
    ...table(plain),
    '',
    '## Limits',
    '',
    'Sizes are bytes of UTF-8, rates are per second, times end in `_MS` and are milliseconds. `hello` tells every',
    'client the limits in force.',
    '',
    ...table(limits),
    '',
    '## Not in this build',
    '',
    'These are refused, so that nobody believes that they have an effect.',
    '',
    ...[...absentOptions].map(([name, why]) => `- \`${envName(name)}\`: ${why}.`),
    '',
  ].join('\n');
}

function table(entries: readonly (readonly [string, Option])[]): string[] {
  const rows = entries.map(([name, option]) => {
    const fields = [
      `\`${envName(name)}\``,
      option.hidden === true ? 'no flag' : `\`--${flagName(name)}\``,
      option.kind.name,
      option.defaultSays ?? `\`${valueText(option)}\``,
      option.says,
      `\`${option.example}\``,
    ];
    return `| ${fields.map((field) => field.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| variable | flag | value | default | says | example |', '|---|---|---|---|---|---|', ...rows];
}
