import { expect, test } from 'vitest';
import { listen } from './listening.ts';

const local = { host: '127.0.0.1', port: 0, bounds: { connections: 10 } };

test('while nobody answers yet, what comes first does, and all others are asked to come again', async () => {
  const listening = await listen(local);
  const url = `http://127.0.0.1:${listening.port}`;
  listening.answerFirst(({ url: target }, response) => {
    if (target !== '/page') return false;
    response.end('page');
    return true;
  });
  expect(await (await fetch(`${url}/page`)).text()).toBe('page');
  const early = await fetch(`${url}/call`);
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);

  listening.answer((_, response) => void response.end('call'));
  expect(await (await fetch(`${url}/call`)).text()).toBe('call');
  expect(await (await fetch(`${url}/page`)).text()).toBe('page');
  await listening.close();
});

test('headers of every reply are on every reply', async () => {
  const listening = await listen({ ...local, headers: { 'x-always': 'yes' } });
  const reply = await fetch(`http://127.0.0.1:${listening.port}/`);
  expect([reply.status, reply.headers.get('x-always')]).toEqual([503, 'yes']);
  await listening.close();
});
