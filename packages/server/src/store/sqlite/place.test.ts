/** Threads: messages in order, an end that waits, a death that is told. */
import { expect, test } from 'vitest';
import { type Owner, startThread } from './place.ts';

/** A thread with this body; `port` is its parent. */
function thread(body: string): URL {
  const program = `import { parentPort as port } from 'node:worker_threads';\n${body}`;
  return new URL(`data:text/javascript,${encodeURIComponent(program)}`);
}

const echo = `
  port.on('message', (message) => (message === 'end' ? port.close() : port.postMessage(message)));
  port.postMessage('ready');`;

/** An owner that keeps what it is told. */
function owner(): Owner<unknown> & { readonly taken: unknown[]; readonly dead: Promise<unknown> } {
  const taken: unknown[] = [];
  let lost: (cause: unknown) => void = () => undefined;
  const dead = new Promise<unknown>((resolve) => {
    lost = resolve;
  });
  return { taken, dead, take: (message) => void taken.push(message), lost: (cause) => lost(cause) };
}

test('messages come back in order, and ending waits for all of them', async () => {
  const it = owner();
  const place = await startThread(thread(echo), { data: undefined, owner: it });
  for (let index = 0; index < 100; index += 1) place.post(index);
  await place.end();
  expect(it.taken).toEqual(Array.from({ length: 100 }, (_, index) => index));
});

test('one that breaks at its start is told to whoever starts it', async () => {
  const starting = startThread(thread("throw new Error('no luck')"), { data: undefined, owner: owner() });
  await expect(starting).rejects.toThrow('no luck');
});

test('one that ends at its start without a word is told too', async () => {
  const starting = startThread(thread('process.exit(3)'), { data: undefined, owner: owner() });
  await expect(starting).rejects.toThrow('3');
});

test('one that breaks later is told to its owner, with the cause', async () => {
  const it = owner();
  const body = `port.on('message', () => { throw new Error('a bug'); }); port.postMessage('ready');`;
  const place = await startThread(thread(body), { data: undefined, owner: it });
  place.post('go');
  expect(await it.dead).toMatchObject({ message: 'a bug' });
  await place.end();
});
