import { describe, expect, test } from 'vitest';
import { Scene, yes } from '../../../../test/support/scene.ts';
import type { AppBreak, DescribedKey } from './app-breaks.ts';

const scopes: DescribedKey['scopes'] = ['user', 'device', 'class'];

function key(name: string, schema: Record<string, unknown>, more: Partial<DescribedKey> = {}): DescribedKey {
  return { key: name, policy: 'lww', scopes, schema, ...more };
}

function versionOf(recorded: ReturnType<typeof start>): number {
  if (!('versions' in recorded)) throw new Error('nothing was recorded');
  return recorded.versions.notes ?? 0;
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
  const changes = [
    [theme],
    [theme, key('size', text)],
    [{ ...theme, managed: { value: 'a', locked: true } }],
    [{ ...theme, default: 'b' }],
  ];
  const versions = changes.map((keys) => {
    const first = versionOf(start(scene, ...keys));
    scene.later(1000);
    expect(versionOf(start(scene, ...keys))).toBe(first);
    return first;
  });
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect(yes(scene.system('apps.describe', { apps: [] }))).toEqual({ versions: {} });
});

test('[M12] a version that was told is never that of another description, also not on a log that was set back', () => {
  const [before, back] = [new Scene(), new Scene()];
  const first = start(before, key('theme', text));
  expect(start(back, key('theme', text))).toEqual(first);
  before.later(1000);
  back.later(2000);
  const [one, other] = [start(before, key('a', text)), start(back, key('b', text))];
  expect(versionOf(one)).not.toBe(versionOf(other));
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
    const standing = start(scene, before);
    const stopped = start(scene, after, key('fine', text));
    expect(stopped).toMatchObject({
      breaks: expect.arrayContaining([expect.objectContaining({ wrong: says })]),
    });
    // Nothing was recorded, so that the way back is open.
    expect(start(scene, before)).toEqual(standing);
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
  expect(start(scene)).toHaveProperty('versions');
  const other = start(scene, key('theme', { type: 'integer' }));
  expect(other).toMatchObject({ breaks: [{ app: 'notes', key: 'theme' }] });
  expect(start(scene, key('theme', { type: 'string' }))).toHaveProperty('versions');
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
  const versions = [[pins, welcome], [pins], [pins, welcome]].map((keys) => versionOf(start(scene, ...keys)));
  expect(new Set(versions).size).toBe(3);
});
