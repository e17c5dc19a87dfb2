import { expect, test } from 'vitest';
import { loadConfig } from '../server/config/load.ts';
import { banner } from './banner.ts';
import { qrLines } from './qr.ts';

function greet(lanUrls: readonly string[]): string {
  const loaded = loadConfig({ env: {}, cwd: '/nowhere' });
  if (!loaded.ok) throw new Error('the defaults are wrong');
  const url = lanUrls[0] ?? 'http://127.0.0.1:3000';
  return banner({ config: loaded.config, url, lanUrls, metricsUrl: undefined, readyMs: 7 });
}

test('a server on its network shows every address, the code of the first one, and that this is plain http', () => {
  const [first, second] = ['http://192.168.1.23:3000', 'http://10.0.0.4:3000'] as const;
  const text = greet([first, second]);
  expect(text).toContain(`On your network: ${first}\n`);
  expect(text).toContain(second);
  expect(text).toContain(qrLines(first).join('\n  '));
  expect(text).toContain('plain http');
});

test('a server for this machine alone shows none of that', () => {
  for (const part of ['network', '\x1b']) expect(greet([])).not.toContain(part);
});
