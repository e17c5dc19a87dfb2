import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultLimits, limitTable } from '@kith/protocol';
import { describe, expect, test } from 'vitest';
import { newDir } from '../../../../../test/support/kith.ts';
import type { Config } from './config.ts';
import { type ConfigRequest, loadConfig } from './load.ts';
import type { Problem } from './problem.ts';

const cwd = newDir();

function load(request: Partial<ConfigRequest>): Config {
  const loaded = loadConfig({ env: {}, cwd, ...request });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.config;
}

function problemsOf(request: Partial<ConfigRequest>): readonly Problem[] {
  const loaded = loadConfig({ env: {}, cwd, ...request });
  return loaded.ok ? [] : loaded.problems;
}

function warningsOf(request: Partial<ConfigRequest>): readonly string[] {
  const loaded = loadConfig({ env: {}, cwd, ...request });
  return loaded.ok ? loaded.warnings : [];
}

describe('sources', () => {
  test('with nothing set, every option has its default', () => {
    expect(load({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: null,
      allowedOrigins: [],
      trustedProxies: [],
      dataDir: join(cwd, 'kith-data'),
      config: null,
      secret: null,
      readers: 2,
      retentionDays: 0,
      registration: 'open',
      openJoin: false,
      linkQuarantineHours: 24,
      rateLimits: true,
      web: 'on',
      lan: false,
      metricsPort: null,
      logLevel: 'info',
      logFormat: 'json',
      limits: defaultLimits,
    });
  });

  test('flags win over the environment, which wins over .env', () => {
    const dir = newDir();
    writeFileSync(join(dir, '.env'), 'KITH_PORT=1\nKITH_HOST=::1\nKITH_READERS=3\nOTHER=x\n');
    const config = load({ cwd: dir, env: { KITH_PORT: '2', KITH_HOST: 'localhost' }, flags: { port: '4' } });
    expect(config).toMatchObject({ port: 4, host: 'localhost', readers: 3 });
  });

  test('an empty value counts as unset, and spaces around a value do not count', () => {
    expect(load({ env: { KITH_PORT: '', KITH_HOST: ' localhost ' } })).toMatchObject({
      port: 3000,
      host: 'localhost',
    });
  });

  test('a .env that cannot be read is a problem', () => {
    const dir = newDir();
    mkdirSync(join(dir, '.env'));
    expect(problemsOf({ cwd: dir })).toMatchObject([{ name: '.env', wrong: 'cannot be read (EISDIR)' }]);
  });

  test('logs are pretty on a terminal unless told otherwise', () => {
    expect(load({ terminal: true }).logFormat).toBe('pretty');
    expect(load({ terminal: true, env: { KITH_LOG_FORMAT: 'json' } }).logFormat).toBe('json');
  });

  test('a relative data directory is one of the working directory', () => {
    expect(load({ env: { KITH_DATA_DIR: 'data' } }).dataDir).toBe(join(cwd, 'data'));
  });
});

describe('values', () => {
  test.each([
    ['KITH_PORT', '65536'],
    ['KITH_PORT', '-1'],
    ['KITH_PORT', '80.5'],
    ['KITH_PORT', '0x50'],
    ['KITH_HOST', 'http://localhost'],
    ['KITH_HOST', '999.1.1.1'],
    ['KITH_HOST', 'a b'],
    ['KITH_PUBLIC_URL', 'kith.example.org'],
    ['KITH_PUBLIC_URL', 'ftp://kith.example.org'],
    ['KITH_PUBLIC_URL', 'https://kith.example.org/path'],
    ['KITH_PUBLIC_URL', 'https://user:pass@kith.example.org'],
    ['KITH_ALLOWED_ORIGINS', '*'],
    ['KITH_ALLOWED_ORIGINS', 'null'],
    ['KITH_ALLOWED_ORIGINS', 'https://a.example,,https://b.example'],
    ['KITH_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['KITH_TRUSTED_PROXIES', 'proxy.local'],
    ['KITH_TRUSTED_PROXIES', 'fe80::1%eth0'],
    ['KITH_REGISTRATION', 'Open'],
    ['KITH_OPEN_JOIN', 'yes'],
    ['KITH_RATE_LIMITS', 'false'],
    ['KITH_LINK_QUARANTINE_HOURS', '-1'],
    ['KITH_LOG_LEVEL', 'verbose'],
    ['KITH_LOG_FORMAT', 'text'],
    ['KITH_READERS', '0'],
    ['KITH_LIMIT_FRAME_BYTES', '0'],
    ['KITH_LIMIT_SETTING_KEY_CHARS', '129'],
    ['KITH_LIMIT_PING_MS', '2147483648'],
  ])('%s=%s is refused with its fix', (name, value) => {
    const [problem, ...rest] = problemsOf({ env: { [name]: value } });
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ name, value });
    expect(problem?.fix).toMatch(new RegExp(`^use .+: ${name}=.+`));
  });

  test('lists, origins and switches are read', () => {
    const config = load({
      env: {
        KITH_PUBLIC_URL: 'HTTPS://Kith.example.org:443/',
        KITH_ALLOWED_ORIGINS: 'https://a.example, http://localhost:5173',
        KITH_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
        KITH_RATE_LIMITS: 'off',
        KITH_OPEN_JOIN: 'false',
        KITH_RETENTION_DAYS: '30',
      },
    });
    expect(config).toMatchObject({
      publicUrl: 'https://kith.example.org',
      allowedOrigins: ['https://a.example', 'http://localhost:5173'],
      trustedProxies: ['10.0.0.0/8', '::1'],
      rateLimits: false,
      retentionDays: 30,
    });
  });

  test('every limit of the protocol is an option', () => {
    for (const limit of Object.keys(limitTable)) {
      const name = `KITH_LIMIT_${limit.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
      expect(problemsOf({ env: { [name]: 'x' } })).toMatchObject([{ name, wrong: 'is not a whole number' }]);
    }
    expect(load({ env: { KITH_LIMIT_USER_DEVICES: '12' } }).limits).toEqual({
      ...defaultLimits,
      userDevices: 12,
    });
  });

  test('limits that contradict each other are refused', () => {
    const problems = problemsOf({ env: { KITH_LIMIT_FRAME_BYTES: '20000' } });
    expect(problems.map(({ name }) => name)).toEqual(['KITH_LIMIT_SETTING_VALUE_BYTES']);
  });

  test('one port for calls and metrics is refused, unless the system chooses both', () => {
    expect(problemsOf({ env: { KITH_PORT: '4000', KITH_METRICS_PORT: '4000' } })).toMatchObject([
      { name: 'KITH_METRICS_PORT', wrong: 'KITH_METRICS_PORT is also KITH_PORT' },
    ]);
    expect(load({ env: { KITH_PORT: '0', KITH_METRICS_PORT: '0' } }).metricsPort).toBe(0);
  });
});

describe('names', () => {
  test('all problems are told at once', () => {
    const problems = problemsOf({
      env: { KITH_PROT: '1', KITH_PORT: 'x' },
      flags: { hots: 'a', readers: '0' },
    });
    expect(problems.map(({ name }) => name)).toEqual(['KITH_PROT', '--hots', 'KITH_PORT', '--readers']);
  });

  test('a mistyped name gets the near ones, its value is not shown', () => {
    const secret = 'hE7Qw2nVbX0rTz9LmKc4YpAsDfGhJu5e';
    const [problem] = problemsOf({ env: { KITH_SECRTE: secret } });
    expect(problem?.fix).toContain('KITH_SECRET');
    expect(JSON.stringify(problem)).not.toContain(secret);
    expect(problemsOf({ flags: { forec: true }, otherFlags: ['force'] })[0]?.fix).toContain('--force');
    expect(problemsOf({ env: { KITH_ZEBRA: '1' } })[0]?.fix).toBe('remove it');
  });

  test('an unknown name in .env is told as such', () => {
    const dir = newDir();
    writeFileSync(join(dir, '.env'), 'KITH_PRT=1\n');
    expect(problemsOf({ cwd: dir })).toMatchObject([{ name: 'KITH_PRT in .env' }]);
  });

  test('what this build does not have is refused, and a password in it is not shown', () => {
    const [problem] = problemsOf({ env: { KITH_DATABASE_URL: 'postgres://kith:hunter22@db/kith' } });
    expect(problem?.wrong).toMatch(/does not have PostgreSQL yet/);
    expect(JSON.stringify(problem)).not.toContain('hunter22');
    expect(problemsOf({ env: { KITH_REDIS_URL: 'redis://x' } })[0]?.wrong).toMatch(/Redis/);
  });

  test('the secret is no flag', () => {
    expect(problemsOf({ flags: { secret: 'abc' } })).toMatchObject([{ fix: 'set KITH_SECRET instead' }]);
  });

  test('a flag needs its value, a switch does not', () => {
    expect(problemsOf({ flags: { port: true } })).toMatchObject([{ name: '--port', wrong: 'has no value' }]);
    expect(load({ flags: { 'open-join': true } }).openJoin).toBe(true);
  });

  test('control characters of a value are not printed', () => {
    expect(problemsOf({ env: { KITH_LOG_LEVEL: 'a\u001b[2Jb' } })[0]?.value).toBe('a\\u001b[2Jb');
  });
});

describe('exposure', () => {
  const open = { KITH_OPEN_JOIN: 'true' };

  test('open join is warned of on this machine alone, and refused on a public host', () => {
    expect(warningsOf({ env: open })).toEqual([expect.stringContaining('KITH_OPEN_JOIN')]);
    for (const env of [
      { ...open, KITH_HOST: '0.0.0.0' },
      { ...open, KITH_HOST: '::' },
      { ...open, KITH_PUBLIC_URL: 'https://kith.example.org' },
    ]) {
      expect(problemsOf({ env })).toMatchObject([{ name: 'KITH_OPEN_JOIN' }]);
      expect(load({ env, force: true }).openJoin).toBe(true);
    }
    const here = { ...open, KITH_HOST: '::1', KITH_PUBLIC_URL: 'http://127.0.0.2:8080' };
    expect(load({ env: here }).openJoin).toBe(true);
  });

  test('a public host is warned of clear text, guessing and open registration', () => {
    const env = { KITH_HOST: '0.0.0.0', KITH_PUBLIC_URL: 'http://kith.example.org', KITH_RATE_LIMITS: 'off' };
    expect(warningsOf({ env })).toHaveLength(3);
    expect(warningsOf({})).toEqual([]);
  });
});
