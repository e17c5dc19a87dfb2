import { describe, expect, test } from 'vitest';
import { Scene, yes } from '../../../../test/support/scene.ts';
import type { AppBreak, DescribedKey } from './app-breaks.ts';

const scopes: DescribedKey['scopes'] = ['user', 'device', 'class'];

function key(name: string, schema: Record<string, unknown>, more: Partial<DescribedKey> = {}): DescribedKey {
  return { key: name, policy: 'lww', scopes, schema, ...more };
}

const text = { type: 'string', maxLength: 9 };

/** What a start with these keys is told. */
function start(scene: Scene, ...keys: DescribedKey[]) {
  return yes(
    scene.system('apps.describe', { apps: [{ name: 'notes', description: { unknown: 'keep', keys } }] }),
  );
}

test('[M12] the version of an app rises with every change of what its schema says, and with nothing else', () => {
  const scene = new Scene();
  const theme = key('theme', text);
  expect(start(scene, theme)).toEqual({ versions: { notes: 1 } });
  expect(start(scene, theme)).toEqual({ versions: { notes: 1 } });
  expect(start(scene, theme, key('size', text))).toEqual({ versions: { notes: 2 } });
  expect(start(scene, { ...theme, managed: { value: 'a', locked: true } })).toEqual({
    versions: { notes: 3 },
  });
  expect(start(scene, { ...theme, default: 'b' })).toEqual({ versions: { notes: 4 } });
  expect(yes(scene.system('apps.describe', { apps: [] }))).toEqual({ versions: {} });
});

describe('[M12] what was taken once is taken for ever: it stops a start', () => {
  test.each<[string, DescribedKey, DescribedKey, string]>([
    ['another type', key('a', text), key('a', { type: 'integer' }), 'no longer takes string'],
    ['narrower bounds', key('a', text), key('a', { ...text, maxLength: 8 }), 'has a narrower maxLength'],
    ['a set of what was one', key('a', text), key('a', text, { members: true }), 'was no set'],
    ['one of what was a set', key('a', text, { members: true }), key('a', text), 'was a set'],
    [
      'a scope gone',
      key('a', text),
      key('a', text, { scopes: ['user'] }),
      'can no longer be written in the scope device',
    ],
    [
      'a set around it',
      key('a.b', text),
      key('a', text, { members: true }),
      'cannot be a setting beside the set a',
    ],
    [
      'inside a set',
      key('a', text, { members: true }),
      key('a.b', text),
      'cannot be a setting beside the set a',
    ],
  ])('%s', (_, before, after, says) => {
    const scene = new Scene();
    start(scene, before);
    const stopped = start(scene, after, key('fine', text));
    expect(stopped).toMatchObject({
      breaks: expect.arrayContaining([expect.objectContaining({ wrong: says })]),
    });
    // Nothing was recorded, so that the way back is open.
    expect(start(scene, before)).toEqual({ versions: { notes: 1 } });
  });
});

test('[M12] every break of every app is told at once', () => {
  const scene = new Scene();
  const apps = (type: string) => ({
    apps: ['notes', 'tasks'].map((name) => ({
      name,
      description: { unknown: 'keep' as const, keys: [key('a', { type }), key('b', { type })] },
    })),
  });
  yes(scene.system('apps.describe', apps('string')));
  const { breaks } = yes(scene.system('apps.describe', apps('integer'))) as { breaks: readonly AppBreak[] };
  expect(breaks.map((it) => `${it.app} ${it.key}`)).toEqual(['notes a', 'notes b', 'tasks a', 'tasks b']);
});

test('[M12] a key may go, and come back as it was, but not as another', () => {
  const scene = new Scene();
  start(scene, key('theme', text));
  expect(start(scene)).toEqual({ versions: { notes: 2 } });
  expect(start(scene, key('theme', { type: 'integer' }))).toMatchObject({
    breaks: [{ app: 'notes', key: 'theme' }],
  });
  expect(start(scene, key('theme', { type: 'string' }))).toEqual({ versions: { notes: 3 } });
});

test('[M12] what an operator decided of one element of a set is no key of its own', () => {
  const scene = new Scene();
  const pins = key('pins', text, { members: true });
  const welcome: DescribedKey = {
    key: 'pins.a',
    policy: 'lww',
    scopes,
    managed: { value: true, locked: false },
  };
  expect(start(scene, pins, welcome)).toEqual({ versions: { notes: 1 } });
  expect(start(scene, pins)).toEqual({ versions: { notes: 2 } });
  expect(start(scene, pins, welcome)).toEqual({ versions: { notes: 3 } });
});
