import { expect, test } from 'vitest';
import { gaveUp } from '../errors.ts';
import { SettingsStage } from '../testing/settings-stage.ts';
import { historyOf } from './history.ts';

const defaults = { theme: 'light', size: 14 };

function entry(name: string) {
  return {
    entry: name,
    key: 'theme',
    scope: 'user',
    rev: 1,
    at: 0,
    editedAt: 0,
    device: null,
    cause: 'edit',
  };
}

/** A history that somebody looks at. */
async function start() {
  const stage = new SettingsStage();
  const stored = [entry('first')];
  stage.answers['settings.history'] = () => ({ entries: [...stored], more: false });
  const settings = stage.door.of('demo', defaults);
  const history = historyOf(settings, 'theme');
  const read = () => stage.calls.filter(({ method }) => method === 'settings.history').length;
  const names = () => history.get().entries.map((it) => it.entry);
  return { stage, stored, settings, history, read, names };
}

test('it is read when somebody looks, and anew whenever it has grown, but not for other keys', async () => {
  const { stage, stored, history, read, names } = await start();
  expect([history.get(), read()]).toEqual([{ entries: [], isLoaded: false, error: null }, 0]);
  const cancel = history.subscribe(() => undefined);
  await stage.settle();
  expect([names(), history.get().isLoaded]).toEqual([['first'], true]);
  stored.unshift(entry('second'));
  stage.tell({ key: 'theme', value: 'dark' });
  await stage.settle();
  expect([names(), read()]).toEqual([['second', 'first'], 2]);
  stage.tell({ key: 'size', value: 20 });
  cancel();
  stage.tell({ key: 'theme', value: 'sepia' });
  await stage.settle();
  expect([names(), read()]).toEqual([['second', 'first'], 2]);
});

test('where it cannot be read it says why, and keeps what was', async () => {
  const { stage, history, names } = await start();
  history.subscribe(() => undefined);
  await stage.settle();
  stage.answers['settings.history'] = () => {
    throw gaveUp('the server cannot be reached');
  };
  stage.tell({ key: 'theme', value: 'dark' });
  await stage.settle();
  expect([names(), history.get().error?.code]).toEqual([['first'], 'unavailable']);
});

test('an answer that comes after a newer one was asked for says nothing', async () => {
  const { stage, history, names } = await start();
  const answers: ((entries: object) => void)[] = [];
  stage.answers['settings.history'] = () => new Promise((resolve) => answers.push(resolve));
  history.subscribe(() => undefined);
  stage.tell({ key: 'theme', value: 'dark' });
  await stage.settle();
  answers[1]?.({ entries: [entry('new')], more: false });
  await stage.settle();
  answers[0]?.({ entries: [entry('old')], more: false });
  await stage.settle();
  expect(names()).toEqual(['new']);
});
