import { expect, test } from 'vitest';
import { merged } from './activity.ts';
import { type Happened, linesOf } from './log.ts';

let seq = 0;

function event(type: string, data: object, given: { topic?: string; by?: string } = {}): Happened {
  seq += 1;
  const { topic = 'user:usr_1', by = null } = given;
  return { topic, seq, at: seq, type, actor: { user: 'usr_1', device: by }, data: { ...data } };
}

const phone = { id: 'dev_phone', name: 'phone', label: 'My phone', platform: null };
const laptop = { id: 'dev_laptop', name: 'laptop', label: 'Laptop', platform: null };

const short = (events: readonly Happened[]) =>
  linesOf(events, []).map(({ what, device, by }) => [what, device, by]);

test('the newest stands first, with who it happened to and who did it', () => {
  const events = [
    event('device.renamed', { device: laptop, by: 'dev_laptop' }),
    event('device.revoked', { device: phone, by: 'dev_laptop' }),
  ];
  expect(short(events)).toEqual([
    ['device.revoked', 'My phone', 'Laptop'],
    ['device.renamed', 'Laptop', null],
  ]);
});

test('what is no matter of security, and what a device hears once more, is left out', () => {
  const events = [
    event('setting.changed', { key: 'theme' }),
    event('device.joined', { device: phone, by: 'dev_phone' }, { topic: 'device:dev_phone' }),
  ];
  expect(linesOf(events, [])).toEqual([]);
});

test('the end of a link is told with the device that asked', () => {
  const events = [
    event('link.redeemed', { link: 'lnk_1', device: { name: 'phone', platform: null } }, { by: 'dev_phone' }),
    event('device.renamed', { device: laptop, by: 'dev_laptop' }),
    event('link.denied', { link: 'lnk_1', user: {} }, { by: 'dev_laptop' }),
  ];
  expect(short(events)[0]).toEqual(['link.denied', 'phone', 'Laptop']);
});

test('a request that its own device took back is no denial', () => {
  const denied = event('link.denied', { link: 'lnk_2', user: {} }, { by: 'dev_phone' });
  const events = [
    event('link.redeemed', { link: 'lnk_2', device: { name: 'phone', platform: null } }, { by: 'dev_phone' }),
    { ...denied, actor: { user: null, device: 'dev_phone' } },
  ];
  expect(short(events)[0]).toEqual(['link.withdrawn', 'phone', null]);
});

test('a device that nothing here knows stays unnamed', () => {
  expect(short([event('recovery.created', { by: 'dev_gone' })])).toEqual([['recovery.created', null, null]]);
});

test('what was read and what was told meanwhile is shown once, in order', () => {
  const told = event('device.renamed', { device: phone });
  const { topic: _, ...read } = told;
  const older = { ...read, seq: read.seq - 1 };
  const foreign = event('device.renamed', { device: phone }, { topic: 'device:dev_phone' });
  const pages = [{ events: [read, older], next: null }];
  const later = event('recovery.created', {});
  expect(merged(pages, [told, foreign, later]).map(({ seq }) => seq)).toEqual([
    older.seq,
    told.seq,
    later.seq,
  ]);
});
