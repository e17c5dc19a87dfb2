import { describe, expect, test } from 'vitest';
import { wireBreaks } from './breaks.ts';
import { type WireRecord, wireRecord } from './record.ts';

/** A value in which anything may be changed. */
// biome-ignore lint/suspicious/noExplicitAny: a test plants arbitrary changes in plain data
type Loose = any;

/** What the contract breaks when `change` is made to it. */
function breaksOf(change: (record: Loose) => void): string[] {
  const before = wireRecord();
  const after = structuredClone(before);
  change(after);
  return wireBreaks(before, after);
}

test('nothing changed breaks nothing', () => {
  expect(breaksOf(() => {})).toEqual([]);
});

describe('breaks a client:', () => {
  test.each<[string, (record: Loose) => void, string]>([
    ['a method gone', (r) => delete r.methods.sync, 'method sync is gone'],
    [
      'a method on the socket only',
      (r) => (r.methods.sync.door = 'socket'),
      'method sync is on the socket only now',
    ],
    [
      'an open method that needs a token',
      (r) => (r.methods['sessions.create'].open = false),
      'method sessions.create needs a token now',
    ],
    [
      'a durable method that is none',
      (r) => (r.methods['users.create'].durable = false),
      'method users.create is no longer durable',
    ],
    [
      'an input field gone',
      (r) => delete r.methods.sync.params.properties.since,
      'method sync params.since is gone',
    ],
    [
      'an optional input field that is required',
      (r) => (r.methods.sync.params.required = ['since']),
      'method sync params.since is now required',
    ],
    [
      'a new input field that is required',
      (r) => {
        r.methods.sync.params.properties.topic = { type: 'string' };
        r.methods.sync.params.required = ['topic'];
      },
      'method sync params.topic is now required',
    ],
    [
      'an input field of another type',
      (r) => (r.methods.sync.params.properties.since = { type: 'integer' }),
      'method sync params.since no longer takes string',
    ],
    [
      'a tighter bound',
      (r) => (r.methods['users.create'].params.properties.handle.maxLength = 16),
      'method users.create params.handle has a narrower maxLength',
    ],
    [
      'a first bound',
      (r) => (r.methods.sync.params.properties.since.maxLength = 16),
      'method sync params.since has a narrower maxLength',
    ],
    [
      'another pattern',
      (r) => (r.methods['settings.get'].params.properties.app.pattern = '^a$'),
      'method settings.get params.app has a narrower pattern',
    ],
    [
      'an input value gone',
      (r) => r.methods['presence.set'].params.properties.state.enum.pop(),
      'method presence.set params.state no longer takes "invisible"',
    ],
    [
      'null no longer taken',
      (r) => (r.methods['users.update'].params.properties.displayName = { type: 'string' }),
      'method users.update params.displayName no longer takes null',
    ],
    [
      'any value narrowed',
      (r) => (r.methods['settings.set'].params.properties.ops.items.properties.value = { type: 'string' }),
      'method settings.set params.ops[].value no longer takes any value',
    ],
    [
      'a field of a nested op gone',
      (r) => delete r.methods['settings.set'].params.properties.ops.items.properties.gesture,
      'method settings.set params.ops[].gesture is gone',
    ],
    [
      'an output field gone',
      (r) => {
        const { result } = r.methods['users.create'];
        delete result.properties.user.properties.handle;
        result.properties.user.required = ['id', 'displayName'];
      },
      'method users.create result.user.handle is gone',
    ],
    [
      'an output field that may be missing',
      (r) => (r.methods['users.create'].result.required = []),
      'method users.create result.user may now be missing',
    ],
    [
      'an output field of another type',
      (r) => (r.methods['links.create'].result.properties.code = { type: 'integer' }),
      'method links.create result.code may now be integer',
    ],
    [
      'an output field that may be null',
      (r) => (r.methods['links.create'].result.properties.code = { type: ['string', 'null'] }),
      'method links.create result.code may now be null',
    ],
    [
      'an output alternative that nobody knows',
      (r) => r.methods.sync.result.anyOf.push({ type: 'object', properties: { wait: { type: 'boolean' } } }),
      'method sync result has an alternative that clients do not know',
    ],
    ['an event gone', (r) => delete r.events['device.joined'], 'event device.joined is gone'],
    [
      'an event gone from a topic',
      (r) => (r.events['device.joined'].topics = ['user']),
      'event device.joined no longer stands in device topics',
    ],
    [
      'a field of an event gone',
      (r) => delete r.events['setting.changed'].data.properties.editedAt,
      'event setting.changed data.editedAt is gone',
    ],
    [
      'another constant',
      (r) => (r.events['setting.changed'].data.properties.unset.const = false),
      'event setting.changed data.unset has another value',
    ],
    ['a read gone', (r) => delete r.reads['/v1/server'], 'read /v1/server is gone'],
    [
      'a field of a read gone',
      (r) => delete r.reads['/v1/server'].properties.openJoin,
      'read /v1/server.openJoin is gone',
    ],
    ['a signal gone', (r) => delete r.signals.presence, 'signal presence is gone'],
    ['a notification gone', (r) => delete r.notifications.drain, 'notification drain is gone'],
    [
      'a field of a notification gone',
      (r) => delete r.notifications.reset.params.properties.more,
      'notification reset params.more is gone',
    ],
    ['an error code gone', (r) => delete r.errors.conflict, 'error conflict is gone'],
    [
      'an error code with another retry class',
      (r) => (r.errors.conflict.retry = 'later'),
      'error conflict: retry was never and is later',
    ],
    [
      'an error code with another status',
      (r) => (r.errors.conflict.status = 422),
      'error conflict: status was 409 and is 422',
    ],
    ['a close code that moved', (r) => (r.closeCodes.slow = 4999), 'close code slow was 4408 and is 4999'],
    ['an id prefix that changed', (r) => (r.idPrefixes.device = 'd'), 'id prefix device was dev and is d'],
    ['a limit gone', (r) => r.limits.shift(), 'limit frameBytes is gone'],
    ['another subprotocol', (r) => (r.subprotocol = 'kith.v2'), 'the subprotocol has another name'],
    ['a level that falls', (r) => (r.level -= 1), 'the level fell from 1 to 0'],
  ])('%s', (_, change, says) => {
    expect(breaksOf(change)).toEqual([says]);
  });
});

describe('breaks no client:', () => {
  test.each<[string, (record: Loose) => void]>([
    ['a new method', (r) => (r.methods['users.greet'] = r.methods['users.get'])],
    ['a new optional input field', (r) => (r.methods.sync.params.properties.topic = { type: 'string' })],
    ['a required input field that is optional', (r) => (r.methods['users.get'].params.required = [])],
    ['a wider bound', (r) => (r.methods['users.create'].params.properties.handle.maxLength = 256)],
    ['no bound', (r) => delete r.methods['users.create'].params.properties.handle.maxLength],
    ['a new input value', (r) => r.methods['presence.set'].params.properties.state.enum.push('busy')],
    ['null taken too', (r) => (r.methods.sync.params.properties.since.type = ['string', 'null'])],
    ['a new output field', (r) => (r.methods['links.create'].result.properties.uses = { type: 'integer' })],
    [
      'an optional output field that is always there',
      (r) => r.methods['sessions.create'].result.required.push('refreshToken'),
    ],
    [
      'a new value of an answer',
      (r) => r.methods['settings.set'].result.properties.results.items.properties.outcome.enum.push('merged'),
    ],
    ['a new event', (r) => (r.events['user.moved'] = r.events['user.updated'])],
    ['an event in one more topic', (r) => r.events['user.updated'].topics.push('device')],
    ['a new error code', (r) => (r.errors['too-early'] = r.errors.conflict)],
    ['a new close code', (r) => (r.closeCodes.moved = 4450)],
    ['a new limit', (r) => r.limits.push('chats')],
    ['an open method more', (r) => (r.methods['users.find'].open = true)],
  ])('%s', (_, change) => {
    expect(breaksOf(change)).toEqual([]);
  });
});

test('with the level raised, everything may change', () => {
  expect(
    breaksOf((r) => {
      r.level += 1;
      delete r.methods.sync;
    }),
  ).toEqual([]);
});

test('reads a record that was kept as JSON', () => {
  const kept = JSON.parse(JSON.stringify(wireRecord())) as WireRecord;
  expect(wireBreaks(kept, wireRecord())).toEqual([]);
});
