/** The hashes are part of every stored database: they never change. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { bodyHash, checkOf, eventHash, link, noChain } from './event-hash.ts';

const header = {
  offset: 7,
  topic: 'user:usr_one',
  seq: 3,
  type: 'setting.changed',
  at: 1_700_000_000_000,
  user: 'usr_one',
  device: 'dev_one',
  command: 'cmd-1',
  digest: 'abc',
};

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

test('a body is hashed with its salt before it', () => {
  expect(bodyHash('salt', '{"text":"ü"}')).toBe(sha256('salt{"text":"ü"}'));
});

test('an event is hashed as a JSON array of its fields and the hash of its body', () => {
  const fields =
    '[7,"user:usr_one",3,"setting.changed",1700000000000,"usr_one","dev_one","cmd-1","abc","ff"]';
  expect(eventHash(header, 'ff')).toBe(sha256(fields));
  expect(eventHash({ ...header, user: null, command: null, digest: null }, 'ff')).toBe(
    sha256('[7,"user:usr_one",3,"setting.changed",1700000000000,null,"dev_one",null,null,"ff"]'),
  );
});

test('every field counts', () => {
  const hashes = [
    header,
    { ...header, offset: 8 },
    { ...header, topic: 'user:usr_two' },
    { ...header, seq: 4 },
    { ...header, type: 'x' },
    { ...header, at: 1 },
    { ...header, user: null },
    { ...header, device: null },
    { ...header, command: null },
    { ...header, digest: null },
  ].map((each) => eventHash(each, 'ff'));
  expect(new Set([...hashes, eventHash(header, 'fe')]).size).toBe(11);
});

test('the check is the first 32 bits, the chain links each event to the one before', () => {
  const hash = eventHash(header, 'ff');
  expect(checkOf(hash)).toBe(hash.slice(0, 8));
  expect(link(noChain, hash)).toBe(sha256('0'.repeat(64) + hash));
});
