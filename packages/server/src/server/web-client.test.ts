import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newDir } from '../../../../test/support/kith.ts';
import { builtWeb } from '../../../../test/support/web-build.ts';
import { ConfigProblem } from './config/problem.ts';
import { openWebClient } from './web-client.ts';

test('what was built is served, unless it is switched off', async () => {
  const folder = await builtWeb();
  expect(openWebClient({ web: 'on' }, folder).site?.find('/register')).toBeDefined();
  expect(openWebClient({ web: folder }).site?.find('/register')).toBeDefined();
  expect(openWebClient({ web: 'off' }, folder)).toEqual({});
});

test('where nothing is built, the server says how to build it', () => {
  expect(openWebClient({ web: 'on' }, newDir())).toEqual({
    missing: expect.stringContaining('npm run build'),
  });
});

describe('a folder that the operator named and that cannot be served ends the start', () => {
  const spoilt: [name: string, spoil: (folder: string) => void][] = [
    ['no manifest', (folder) => rmSync(join(folder, 'web.json'))],
    ['a manifest that is no JSON', (folder) => writeFileSync(join(folder, 'web.json'), '{')],
    ['a manifest of another version', (folder) => change(folder, /"format":1/, '"format":2')],
    ['a file outside of it', (folder) => change(folder, /"file":"[^"]+"/, '"file":"a/../../secret.txt"')],
    ['an absolute path', (folder) => change(folder, /"file":"[^"]+"/, '"file":"/etc/hostname"')],
    ['a file that is not there', (folder) => change(folder, /"file":"[^"]+"/, '"file":"none.html"')],
    ['a header in a media type', (folder) => change(folder, /text\/html/, 'text/html\\r\\nx: y')],
  ];
  test.each(spoilt)('%s', async (_, spoil) => {
    const folder = await builtWeb();
    spoil(folder);
    expect(() => openWebClient({ web: folder })).toThrow(ConfigProblem);
  });
});

function change(folder: string, what: RegExp, to: string): void {
  const path = join(folder, 'web.json');
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(what);
  writeFileSync(path, text.replace(what, to));
}
