import { describe, expect, test } from 'vitest';
import { roomFindings } from './rooms.ts';

function findings(path: string, ...lines: string[]): string[] {
  return roomFindings({ path, text: lines.join('\n') }).map(({ line, says }) => `${line}: ${says}`);
}

const inRoom = (room: string) => `packages/server/src/${room}/thing.ts`;

describe('a room', () => {
  test.each([
    ['log', '../store/port.ts'],
    ['log', './tail.ts'],
    ['domain', '../base/clock.ts'],
    ['cli', '../server/config/table.ts'],
    ['store/sqlite', '../port.ts'],
    ['server', '../../package.json'],
  ])('%s may import %s', (room, specifier) => {
    expect(findings(inRoom(room), `import { a } from '${specifier}';`)).toEqual([]);
  });

  test.each([
    ['domain', '../store/port.ts', 'domain imports store, which is not to its left'],
    ['store', '../bus/port.ts', 'store imports bus, which is not to its left'],
    ['bus', '../store/port.ts', 'bus imports store, which is not to its left'],
    ['base', '../domain/rows.ts', 'base imports domain, which is not to its left'],
    ['hub', '../index.ts', 'hub imports ../index.ts, which is a door of the whole package'],
    ['hub', '../cellar/wine.ts', 'hub imports cellar, which is not to its left'],
    [
      'hub',
      '../../../protocol/src/ids.ts',
      '../../../protocol/src/ids.ts leaves the package: import it by its name',
    ],
  ])('%s may not import %s', (room, specifier, says) => {
    expect(findings(inRoom(room), `import { a } from '${specifier}';`)).toEqual([`1: ${says}`]);
  });

  test('must be one of those that there are', () => {
    expect(findings(inRoom('cellar'))).toEqual(['1: cellar is no room of the server']);
  });

  test.each([
    "import type { A } from '../cli/main.ts';",
    "export { a } from '../cli/main.ts';",
    "export * from '../cli/main.ts';",
    "import '../cli/main.ts';",
    "const a = await import('../cli/main.ts');",
    "new Worker(new URL('../cli/main.ts', import.meta.url));",
    "import {\n  a,\n  b,\n} from '../cli/main.ts';",
  ])('is checked for every form of import: %s', (code) => {
    expect(findings(inRoom('hub'), code)).toHaveLength(1);
  });

  test('is not checked for imports that stand in a comment', () => {
    expect(findings(inRoom('hub'), "// import { a } from '../cli/main.ts';")).toEqual([]);
  });
});

test('the files beside the rooms are doors and may import any of them', () => {
  expect(findings('packages/server/src/index.ts', "export { a } from './cli/main.ts';")).toEqual([]);
});

describe('a module', () => {
  test.each([
    ['ws', 'connection', 'transport'],
    ['hono', 'server', 'transport'],
    ['hono/cors', 'commands', 'transport'],
    ['@hono/node-server', 'connection', 'transport and server'],
    ['node:sqlite', 'log', 'store'],
    ['node:http', 'connection', 'transport and server'],
    ['node:worker_threads', 'commands', 'store'],
  ])('%s may not be imported in %s', (module, room, rooms) => {
    expect(findings(inRoom(room), `import a from '${module}';`)).toEqual([
      `1: ${module} is imported only in ${rooms}`,
    ]);
  });

  test.each([
    ['ws', 'transport'],
    ['hono', 'transport'],
    ['node:sqlite', 'store/sqlite'],
    ['node:http', 'transport/http'],
  ])('%s may be imported in %s', (module, room) => {
    expect(findings(inRoom(room), `import a from '${module}';`)).toEqual([]);
  });
});

describe('time and randomness', () => {
  test.each([
    'const at = Date.now();',
    'const at = new Date();',
    'const at = performance.now();',
    'const now = Date.now;',
    'setTimeout(task, 5);',
    'setInterval(task, 5);',
    'const chance = Math.random();',
    "import { randomBytes } from 'node:crypto';",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: planted code
    'const text = `${Date.now()}`;',
  ])('may not be taken from the air: %s', (code) => {
    expect(findings(inRoom('hub'), code)).toHaveLength(1);
  });

  test.each([
    'const at = clock.now();',
    'const at = new Date(row.at);',
    'clock.setTimeout(task);',
    '// Date.now() would step',
    "const says = 'Date.now()';",
    '/** Instead of setTimeout. */',
  ])('are not mistaken: %s', (code) => {
    expect(findings(inRoom('hub'), code)).toEqual([]);
  });

  test('are read in base, and the time in the shell of a thread', () => {
    expect(findings(inRoom('base'), 'Date.now(); setTimeout(task); randomBytes(4);')).toEqual([]);
    expect(findings('packages/server/src/store/sqlite/writer-thread.ts', 'Date.now();')).toEqual([]);
    expect(findings('packages/server/src/store/sqlite/writer.ts', 'Date.now();')).toHaveLength(1);
  });

  test('are free in tests and in the suites that tests call', () => {
    expect(findings('packages/server/src/store/contract/stage.ts', 'Date.now();')).toEqual([]);
    expect(
      findings('packages/server/src/hub/hub.test.ts', 'Date.now();', "import '../cli/main.ts';"),
    ).toEqual([]);
  });
});

test.each(['async function f() {}', 'await a;', 'Promise.all([]);', "import 'node:fs';", 'process.env.A;'])(
  'domain is pure: no %s',
  (code) => {
    expect(findings(inRoom('domain'), code)).toHaveLength(1);
    expect(findings(inRoom('log'), code)).toEqual([]);
  },
);

describe('protocol', () => {
  test.each(['node:crypto', '@kith/server', '../../server/src/base/clock.ts', 'ws'])(
    'does not import %s',
    (it) => {
      expect(findings('packages/protocol/src/ids.ts', `import a from '${it}';`)).toEqual([
        `1: protocol runs in browsers and imports only zod and itself, not ${it}`,
      ]);
    },
  );

  test.each(['zod', './text.ts', '../text.ts'])('may import %s', (it) => {
    expect(findings('packages/protocol/src/methods/links.ts', `import a from '${it}';`)).toEqual([]);
  });
});

test('a finding names the line', () => {
  expect(findings(inRoom('hub'), '/** A. */', '', "import a from 'ws';", '', 'Date.now();')).toEqual([
    '3: ws is imported only in transport',
    '5: Date.now does not belong in hub: take a Clock as an argument',
  ]);
});

describe('schema', () => {
  test.each(['node:vm', '@kith/client', '../../server/src/index.ts'])('does not import %s', (it) => {
    expect(findings('packages/schema/src/app.ts', `import a from '${it}';`)).toEqual([
      `1: schemas run in browsers and import only zod, the protocol and themselves, not ${it}`,
    ]);
  });

  test.each(['zod', '@kith/protocol/apps', './group.ts'])('imports %s', (it) => {
    expect(findings('packages/schema/src/app.ts', `import a from '${it}';`)).toEqual([]);
  });

  test('writes files in one room alone', () => {
    expect(findings('packages/schema/src/emit/module.ts', "import a from 'node:vm';")).toEqual([]);
  });
});
