import { startTransition, useLayoutEffect } from 'react';
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

function Selected<T, S>({ it, select }: { it: Cell<T>; select: (value: T) => S }) {
  return JSON.stringify(useReadable(it, it.get(), select));
}

function Between({ rendering, shown }: { rendering: () => void; shown: () => void }) {
  rendering();
  useLayoutEffect(shown);
  return null;
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
    await page.show([<Shown key="1" it={name.it} />, <Shown key="2" it={name.it} />]);
    expect(name.listeners).toBe(2);
    await page.show(<Shown it={name.it} />);
    expect(name.listeners).toBe(1);
  }
  expect(name.listeners).toBe(0);
});

test('with a selection, only a change of what it gives renders', async () => {
  await using page = openPage();
  const person = new Cell({ name: 'Ada', age: 36 });
  const counter = new Counter();
  await page.show(counter.of(<Selected it={person} select={({ name }) => name} />));
  counter.take();
  await page.act(() => person.set({ name: 'Ada', age: 37 }));
  expect(counter.take()).toBe(0);
  await page.act(() => person.set({ name: 'Grace', age: 37 }));
  expect([page.text.get(), counter.take()]).toEqual(['"Grace"', 1]);
});

test('a selection that makes a new object each time does not go round in circles', async () => {
  await using page = openPage();
  const person = new Cell({ name: 'Ada', age: 36 });
  const counter = new Counter();
  await page.show(counter.of(<Selected it={person} select={({ name }) => ({ name })} />));
  counter.take();
  await page.act(() => person.set({ name: 'Grace', age: 37 }));
  expect([page.text.get(), counter.take()]).toEqual(['{"name":"Grace"}', 1]);
});

test('another readable in its place: the first is let go', async () => {
  await using page = openPage();
  const [first, second] = [counted(new Cell('Ada')), counted(new Cell('Grace'))];
  await page.show(<Shown it={first.it} />);
  await page.show(<Shown it={second.it} />);
  expect([page.text.get(), first.listeners, second.listeners]).toEqual(['Grace', 0, 1]);
});

test('two readers never show two values at once, also where the value changes while they are rendered', async () => {
  await using page = openPage();
  const name = new Cell('Ada');
  const shown: string[] = [];
  const change = () => {
    if (name.get() === 'Ada') name.set('Grace');
  };
  await page.act(() =>
    startTransition(() =>
      page.render(
        <>
          <Shown it={name} />, <Between rendering={change} shown={() => void shown.push(page.text.get())} />
          <Shown it={name} />
        </>,
      ),
    ),
  );
  expect(new Set(shown)).toEqual(new Set(['Grace, Grace']));
});

test('a page is hydrated as it was built, and then shows what is', async () => {
  await using page = openPage();
  const name = new Cell('Ada');
  const seen: string[] = [];
  await page.hydrate(<Shown it={name} />, <Shown it={name} tell={(it) => seen.push(it)} />);
  expect([seen[0], page.text.get()]).toEqual(['at build', 'Ada']);
});
