import { expect, test } from 'vitest';
import { loadConfig } from './load.ts';
import { envName, flagName } from './option.ts';
import { configurationMarkdown } from './reference.ts';
import { options } from './table.ts';

test('every example of the table is a value that works', () => {
  for (const [name, { example, hidden }] of options) {
    if (hidden === true) continue;
    const loaded = loadConfig({ env: { [envName(name)]: example }, cwd: '/nowhere', force: true });
    expect(loaded, name).toMatchObject({ ok: true });
  }
});

test('the reference names every variable and flag, and no secret as a flag', () => {
  const text = configurationMarkdown();
  for (const [name, { hidden }] of options) {
    expect(text).toContain(`\`${envName(name)}\``);
    expect(text.includes(`\`--${flagName(name)}\``)).toBe(hidden !== true);
  }
});

test('names are made from one word per option', () => {
  expect(envName('linkQuarantineHours')).toBe('KITH_LINK_QUARANTINE_HOURS');
  expect(flagName('linkQuarantineHours')).toBe('link-quarantine-hours');
});
