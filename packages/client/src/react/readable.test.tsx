import { expect, test } from 'vitest';
import { Cell, type Readable } from '../observable.ts';
import { counted } from '../testing/counted.ts';
import { Counter, openPage } from '../testing/page.tsx';
import { useReadable } from './readable.ts';

function Shown({ it, tell }: { it: Readable<string>; tell?: (value: string) => void }) {
  const value = useReadable(it, 'at build');
  tell?.(value);
  return value;
}

test('a reader shows what is, and renders once for each change', async () => {
  await using page = openPage();
  const name = new Cell('Ada');
  const counter = new Counter();
  await page.show(counter.of(<Shown it={name} />));
  expect(page.text.get()).toBe('Ada');
  counter.take();
  await page.act(() => name.set('Grace'));
  expect([page.text.get(), counter.take()]).toEqual(['Grace', 1]);
  await page.act(() => name.set('Grace'));
  expect(counter.take()).toBe(0);
});

test('what is gone listens no more, under StrictMode too', async () => {
  const name = counted(new Cell('Ada'));
  {
    await using page = openPage();
    await page.show([<Shown key="1" it={name} />, <Shown key="2" it={name} />]);
    expect(name.listeners).toBe(2);
    await page.show(<Shown it={name} />);
    expect(name.listeners).toBe(1);
  }
  expect(name.listeners).toBe(0);
});

test('a page is hydrated as it was built, and then shows what is', async () => {
  await using page = openPage();
  const name = new Cell('Ada');
  const seen: string[] = [];
  await page.hydrate(<Shown it={name} />, <Shown it={name} tell={(it) => seen.push(it)} />);
  expect([seen[0], page.text.get()]).toEqual(['at build', 'Ada']);
});
