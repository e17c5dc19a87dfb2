import { describe, expect, test } from 'vitest';
import { webRoomFindings } from './web-rooms.ts';

function findings(path: string, ...lines: string[]): string[] {
  return webRoomFindings({ path: `apps/web/src/${path}`, text: lines.join('\n') }).map(
    ({ line, says }) => `${line}: ${says}`,
  );
}

describe('a room of the web client', () => {
  test.each([
    ['pages/link/link.tsx', './offer.tsx'],
    ['pages/link/link.tsx', '../../shell/page.tsx'],
    ['pages/link/link.tsx', '../../words/errors.ts'],
    ['shell/frame.tsx', '../ui/button.tsx'],
    ['shell/frame.tsx', '../pages.json'],
    ['ui/time.tsx', '../this-browser.ts'],
    ['pages/login/login.tsx', '../../entry/next.ts'],
    ['entry/new-user-form.tsx', '../ui/field.tsx'],
    ['app.tsx', './pages/link/link.tsx'],
    ['shell/frame.test.tsx', '../pages/link/link.tsx'],
  ])('%s may import %s', (path, specifier) => {
    expect(findings(path, `import { a } from '${specifier}';`)).toEqual([]);
  });

  test.each([
    ['ui/button.tsx', '../shell/page.tsx', 'ui imports shell, which is not before it'],
    ['ui/button.tsx', '../pages/link/link.tsx', 'ui imports pages, which is not before it'],
    ['shell/page.tsx', '../pages/link/link.tsx', 'shell imports pages, which is not before it'],
    ['shell/gate.tsx', '../entry/next.ts', 'shell imports entry, which is not before it'],
    ['words/words.tsx', '../shell/page.tsx', 'words imports shell, which is not before it'],
    ['ui/button.tsx', '../attic/old.ts', 'ui imports attic, which is not before it'],
    ['pages/link/link.tsx', '../devices/row.tsx', 'a page imports no other page: ../devices/row.tsx'],
    ['pages/link/link.tsx', '../../kith.ts', 'kith.ts puts the rooms together, and none imports it'],
    [
      'ui/button.tsx',
      '../../../../packages/client/src/index.ts',
      '../../../../packages/client/src/index.ts leaves the web client: import a package by its name',
    ],
  ])('%s may not import %s', (path, specifier, says) => {
    expect(findings(path, 'const b = 1;', `const a = await import('${specifier}');`)).toEqual([`2: ${says}`]);
  });

  test('must be one of those that there are', () => {
    expect(findings('attic/old.ts')).toEqual(['1: attic is no room of the web client']);
  });
});

test('other packages have rooms of their own', () => {
  expect(webRoomFindings({ path: 'packages/client/src/x/y.ts', text: "import '../z/a.ts';" })).toEqual([]);
});
