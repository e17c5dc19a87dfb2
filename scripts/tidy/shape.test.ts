import { expect, test } from 'vitest';
import { linesMax, shapeFindings } from './shape.ts';

const opening = '/** Owns a thing of its own. */\n';

function says(path: string, text = opening): string[] {
  return shapeFindings({ path, text }).map((finding) => finding.says);
}

test.each(['src/outbox.ts', 'src/store/sqlite/writer-thread.ts', 'src/typestate.ts', 'src/library.ts'])(
  '%s is a name',
  (path) => {
    expect(says(path)).toEqual([]);
  },
);

test.each([
  ['src/utils.ts', 'utils'],
  ['src/string-utils.ts', 'utils'],
  ['src/helpers/text.ts', 'helpers'],
  ['src/lib/text.ts', 'lib'],
  ['src/common.ts', 'common'],
  ['src/types.ts', 'types'],
  ['src/session-manager.ts', 'manager'],
])('%s is none', (path, word) => {
  expect(says(path)).toEqual([`the name says nothing: ${word}`]);
});

test('a file has at most 400 lines', () => {
  expect(says('src/a.ts', opening + '\n'.repeat(linesMax - 1))).toEqual([]);
  expect(says('src/a.ts', opening + '\n'.repeat(linesMax))).toEqual(['401 lines, 400 at most']);
});

test.each([
  '',
  "import 'a';\n/** Owns a thing of its own. */\n",
  '// Owns a thing of its own.\n',
  '/* Owns a thing of its own. */\n',
  '/** Thing. */\n',
  '/** */\n',
])('a file that opens with %j does not say what it owns', (text) => {
  expect(says('src/a.ts', text)).toEqual(['does not open with /** one sentence that says what it owns */']);
});

test.each([opening, `#!/usr/bin/env node\n${opening}`, '/**\n * Owns a thing of its own.\n */\n'])(
  'a file that opens with %j says what it owns',
  (text) => {
    expect(says('src/a.ts', text)).toEqual([]);
  },
);

test('a test opens as it likes: its titles say it', () => {
  expect(says('src/a.test.ts', "import 'vitest';\n")).toEqual([]);
});
