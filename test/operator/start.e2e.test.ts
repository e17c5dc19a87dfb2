import { once } from 'node:events';
import { appendFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newDir, runKith, startKith } from '../support/kith.ts';

describe('start', () => {
  test('a server starts on nothing, answers, and a second start finds what the first one made', async () => {
    const first = await startKith();
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
    expect(statSync(first.dataDir).mode & 0o777).toBe(0o700);
    expect(await first.stop()).toMatchObject({ code: 0, err: '' });
    await using second = await startKith({ dataDir: first.dataDir });
    expect(second.log.find(({ msg }) => msg === 'ready')).toMatchObject({
      dataDir: first.dataDir,
      readyMs: expect.any(Number),
    });
  });

  test('a port that is taken is refused with 78 and the fix', async () => {
    const dir = newDir();
    const taken = await startKith();
    const ended = await runKith([
      '--port',
      new URL(taken.url).port,
      '--data-dir',
      dir,
      '--log-format',
      'pretty',
    ]);
    expect(ended).toMatchObject({ code: 78, err: expect.stringMatching(/in use[\s\S]*fix: .*KITH_PORT/) });
    await taken.stop();
  });

  test('the port is taken first, so that pages are served while the database opens', async () => {
    await using server = await startKith();
    const args = ['start', '--port', new URL(server.url).port, '--data-dir', server.dataDir];
    expect(await runKith(args)).toMatchObject({
      code: 78,
      err: expect.stringMatching(/^kith: Port \d+ is in use/),
    });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it in order, with exit code 0', async (signal) => {
    const server = await startKith();
    expect(await server.stop(signal)).toMatchObject({ code: 0, signal: null });
    expect(existsSync(join(server.dataDir, 'admin.sock'))).toBe(false);
    expect(existsSync(join(server.dataDir, 'kith.db-wal'))).toBe(false);
  });

  test('after kill -9 it starts again, past the socket and the lock that were left behind', async () => {
    const killed = await startKith();
    expect(await killed.stop('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
    expect(existsSync(join(killed.dataDir, 'admin.sock'))).toBe(true);
    await using again = await startKith({ dataDir: killed.dataDir });
    expect(await runKith(['status', '--data-dir', again.dataDir])).toMatchObject({ code: 0 });
  });

  test('a second server on the same data directory is refused, and the first goes on', async () => {
    await using server = await startKith();
    const ended = await runKith(['start', '--port', '0', '--data-dir', server.dataDir]);
    expect(ended).toMatchObject({ code: 78, err: expect.stringContaining('in use') });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  test('a damaged database is refused with 78 and stays as it is', async () => {
    const server = await startKith();
    await server.stop();
    const database = join(server.dataDir, 'kith.db');
    writeFileSync(database, 'not a database');
    const ended = await runKith(['start', '--data-dir', server.dataDir]);
    expect(ended).toMatchObject({ code: 78, err: expect.stringMatching(/^kith: .+\n {2}fix: /) });
    expect(statSync(database).size).toBe('not a database'.length);
  });
});

describe('the end', () => {
  /** A server in which a signal stands for a mistake of ours. */
  function startFaulty(mistake: string) {
    const preload = `process.on('SIGUSR2', () => { ${mistake} })`;
    return startKith({
      env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` },
    });
  }

  test.each(["throw new Error('boom')", "void Promise.reject(new Error('boom'))"])(
    'after a mistake of its own (%s) it goes no further: code 1, and the reason',
    async (mistake) => {
      const server = await startFaulty(mistake);
      expect(await server.stop('SIGUSR2')).toMatchObject({ code: 1, err: expect.stringContaining('boom') });
      await using again = await startKith({ dataDir: server.dataDir });
      expect(await runKith(['verify', '--data-dir', again.dataDir])).toMatchObject({ code: 0 });
    },
  );

  test('a second signal ends it at once, whatever is under way', async () => {
    const server = await startKith();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    socket.write('POST /v1/sync HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\n{');
    // Answered by the same thread, so the call above is under way.
    await fetch(`${server.url}/healthz`);
    process.kill(server.pid, 'SIGTERM');
    await server.logged('stopping; once more to stop at once');
    expect(await server.stop('SIGTERM')).toMatchObject({ code: 143 });
    socket.destroy();
  });
});

describe('wrong configuration', () => {
  test('all problems are told at once, each with its fix, without secrets, and nothing is made', async () => {
    const cwd = newDir();
    writeFileSync(join(cwd, '.env'), 'KITH_HSOT=0.0.0.0\n');
    appendFileSync(join(cwd, '.env'), 'KITH_SECRET=changeme-secret-value\n');
    const { code, out, err } = await runKith(['start', '--prot', '80', '--readers=x'], {
      cwd,
      env: { KITH_PORT: 'eighty', KITH_OPEN_JOIN: 'true', KITH_HOST: '0.0.0.0' },
    });
    expect(code).toBe(78);
    expect(out).toBe('');
    for (const name of ['KITH_HSOT', 'KITH_SECRET', '--prot', '--readers', 'KITH_PORT']) {
      expect(err).toContain(name);
    }
    expect(err.match(/\n {2}fix: \S/g)).toHaveLength(5);
    expect(err).not.toContain('changeme-secret-value');
    expect(existsSync(join(cwd, 'kith-data'))).toBe(false);
  });

  test('for a program, problems are one JSON object', async () => {
    const ended = await runKith(['status', '--json', '--limit-ping-ms', '0'], { env: { KITH_HOST: 'a b' } });
    expect(ended.code).toBe(78);
    const { ok, problems } = JSON.parse(ended.out) as { ok: boolean; problems: { name: string }[] };
    expect(ok).toBe(false);
    expect(problems.map(({ name }) => name)).toEqual(['KITH_HOST', '--limit-ping-ms']);
  });

  test('what must be typed is told in one piece, however long it is', async () => {
    const { err } = await runKith(['start'], {
      env: { KITH_ALLOWED_ORIGINS: 'x', KITH_TRUSTED_PROXIES: 'y' },
    });
    expect(err).toContain('KITH_ALLOWED_ORIGINS=https://kith.example.org,https://app.example.org\n');
    expect(err).toContain('KITH_TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8\n');
  });

  test('a data directory where nothing can be made is refused at once', async () => {
    expect(await runKith(['start', '--data-dir', '/proc/none/data'])).toMatchObject({
      code: 78,
      err: expect.stringMatching(
        /\/proc\/none\/data cannot be used: no directory can be made there\.\n {2}fix: /,
      ),
    });
  });

  test('a demo setting on a public host needs --force', async () => {
    const env = { KITH_OPEN_JOIN: 'true', KITH_PUBLIC_URL: 'https://kith.example.org' };
    expect(await runKith(['start'], { env })).toMatchObject({ code: 78 });
    await using server = await startKith({ env, args: ['--force'] });
    expect(server.log.filter(({ level }) => level === 40)).not.toHaveLength(0);
  });
});

describe('the command line', () => {
  test('a wrong one ends with 64 and says what to write', async () => {
    expect(await runKith(['strat'])).toMatchObject({ code: 64, err: expect.stringContaining('kith start') });
    expect(await runKith(['restore'])).toMatchObject({ code: 64, err: expect.stringContaining('<from>') });
  });

  test.each([
    ['start', '--prot', '80'],
    ['start', '--port', 'eighty'],
    ['start', '--port'],
    ['doctor', '--readers', '0'],
  ])('wrong flags end with 64 where nothing else is wrong: kith %s %s', async (...args) => {
    expect(await runKith(args.filter((word) => word !== undefined))).toMatchObject({ code: 64 });
    expect(await runKith(args, { env: { KITH_PORT: 'x', KITH_HOST: 'a b' } })).toMatchObject({ code: 78 });
  });

  test('the help of start says what may stand behind each flag', async () => {
    const { out } = await runKith(['start', '--help']);
    for (const says of ['--port <0 to 65535>', '--registration <open|invite|closed>', '--lan [true|false]'])
      expect(out).toContain(says);
  });

  test('help and version are results, with code 0', async () => {
    expect(await runKith(['--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('users recover'),
    });
    expect(await runKith(['start', '--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('--data-dir'),
    });
    expect(await runKith(['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  test('status without a server ends with 69', async () => {
    expect(await runKith(['status'])).toMatchObject({
      code: 69,
      err: expect.stringContaining('no server runs'),
    });
    const told = await runKith(['status', '--json']);
    expect(JSON.parse(told.out)).toMatchObject({ ok: false });
  });

  test('status of a server tells its version, head and connections', async () => {
    await using server = await startKith();
    const { out } = await runKith(['status', '--json', '--data-dir', server.dataDir]);
    expect(JSON.parse(out)).toMatchObject({ ok: true, url: server.url, connections: 0, devicesOnline: 0 });
  });
});
