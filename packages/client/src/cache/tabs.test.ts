import { expect, test } from 'vitest';
import { Browser, turns } from '../testing/browser.ts';
import { Tabs } from './tabs.ts';

function stage(has: { locks: boolean; channel: boolean }) {
  const browser = new Browser(has);
  const open = () => {
    const { environment, kill } = browser.tab();
    return { tabs: new Tabs(environment, 'kith'), kill };
  };
  return { browser, first: open(), second: open() };
}

test.each([
  ['by its lock', { locks: true, channel: true }],
  ['by its silence, where tabs cannot be locked', { locks: false, channel: true }],
])('a tab that is gone is known %s, one that lives is not', async (_, has) => {
  const { browser, first, second } = stage(has);
  const gone: string[] = [];
  const ask = () =>
    second.tabs.whenGone(first.tabs.tab, async () => {
      gone.push('gone');
    });
  ask();
  await turns();
  browser.clock.pass(5000);
  await turns();
  expect(gone).toEqual([]);
  first.kill();
  // Who was found alive is asked again, where no lock says when it ends.
  if (!has.locks) ask();
  await turns();
  browser.clock.pass(5000);
  await turns();
  expect(gone).toEqual(['gone']);
});

test('what is told is heard by the others, with who told it', async () => {
  const { first, second } = stage({ locks: true, channel: true });
  const heard: unknown[] = [];
  for (const { tabs } of [first, second]) tabs.heard.subscribe((it) => heard.push(it));
  first.tabs.tell('edits', { rows: 1 });
  await turns();
  expect(heard).toEqual([{ tab: first.tabs.tab, says: 'edits', about: { rows: 1 } }]);
});
