import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemTexts } from '../support/json-text.ts';
import { lyingProxy } from '../support/lying-proxy.ts';
import { type Served, serve } from '../support/server.ts';

const examples = join(import.meta.dirname, '../../examples');
let server: Served;

beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

/** Runs an example against a server to its end. */
function run(program: string, file: string, url: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, KITH_URL: url };
    const child = spawn(program, [join(examples, file)], { env });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece) => (output += String(piece)));
    child.on('close', (code) => resolve({ code, output }));
  });
}

const runCurl = (url: string) => run('sh', 'curl.sh', url);
const runSocket = (url: string) => run(process.execPath, 'websocket.ts', url);

type Change = (text: string) => string;

/** A lie: what it comes to, the method that it is about, and how it changes the answers to that. */
type Row = [says: string, about: string, change: Change];

/** Runs an example against a server that tells one lie. */
async function runLiedTo([, about, change]: Row, runExample: typeof runCurl) {
  await using liar = await lyingProxy(server.url, (text, method) => (method === about ? change(text) : text));
  return await runExample(liar.url);
}

/** Changes only the first text that has this. */
function first(part: string, change: Change): Change {
  let done = false;
  return (text) => {
    if (done || !text.includes(part)) return text;
    done = true;
    return change(text);
  };
}

/** Changes the events in the answer of `sync` that has this. */
function eventsWith(part: string, change: (events: string[]) => string[]): Change {
  return first(part, (text) => {
    const [, list = '', rest = ''] = /^\{"events":(.*)(,"cursor":"[^"]*","more":false\})$/.exec(text) ?? [];
    return `{"events":[${change(itemTexts(list)).join(',')}]${rest}`;
  });
}

const curlLies: Row[] = [
  ['no user was made', 'users.create', () => '{}'],
  ['another device was let in', 'links.approve', (text) => text.replaceAll('dev_', 'dev_x')],
  ['a device is missing in the list', 'devices.list', (text) => text.replaceAll('Laptop', 'Lamp')],
  ['the edit was superseded', 'settings.set', (text) => text.replace('applied', 'superseded')],
  ['another value', 'sync', (text) => text.replace('"value":"dark"', '"value":"dim"')],
  ['another actor', 'sync', first('"dark"', (text) => text.replace(/"device":"[^"]*"/, '"device":"dev_x"'))],
  ['an event is missing', 'sync', eventsWith('"light"', (events) => events.slice(1))],
  ['an event comes twice', 'sync', eventsWith('"dark"', (events) => [...events, ...events])],
  ['the events are turned round', 'sync', eventsWith('"light"', (events) => events.reverse())],
  ['what was read comes again', 'sync', first('"events":[]', (text) => text.replace('[]', '[{"seq":1}]'))],
  ['somebody else revoked', 'sync', (text) => text.replace('Ann on the road', 'Mallory')],
  ['nobody was revoked', 'sync', first('device-revoked', () => '{"events":[],"cursor":"c","more":false}')],
];

describe('examples/curl.sh', () => {
  test('does the whole flow, again and again', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { code, output } = await runCurl(server.url);
      expect(output).toContain('All is as it should be.');
      expect(code).toBe(0);
    }
  });

  test.each(curlLies)('fails where the server lies: %s', async (...row) => {
    const { code, output } = await runLiedTo(row, runCurl);
    expect(output).toContain('FAILED');
    expect(code).toBe(1);
  });

  test('fails where there is no server', async () => {
    expect(await runCurl('http://127.0.0.1:9')).toMatchObject({ code: 1 });
  });
});

/** Every id of a message is another one than before. */
function otherIds(): Change {
  let count = 0;
  return (text) => {
    count += 1;
    return text.replace(/msg_[\w-]{22}/, `msg_${String(count).padEnd(22, 'x')}`);
  };
}

const chatCurlLies: Row[] = [
  ['a message that is sent twice is two', 'messages.send', otherIds()],
  ['nobody is mentioned', 'sync', (text) => text.replace(/"mentions":\["[^"]*"\]/, '"mentions":[]')],
  ['it stays unread', 'chats.list', (text) => text.replace('"unread":0', '"unread":1')],
  ['search finds nothing', 'messages.search', () => '{"messages":[],"users":[],"next":null}'],
  ['a deleted text is told', 'sync', (text) => text.replace('"deleted":true', '"was":"Отлив"')],
  ['a deleted text is in the page', 'messages.list', (text) => text.replace('"text":null', '"text":"Отлив"')],
  ['nobody left', 'sync', (text) => text.replace('"type":"member.left"', '"type":"member.joined"')],
  ['the chat is still there', 'messages.list', (text) => text.replace('not-found', 'internal')],
];

const chatSocketLies: Row[] = [
  ['a message that is sent twice is two', 'frame', otherIds()],
  ['another text', 'frame', (text) => text.replace('Ahoy', 'Hello')],
  ['nobody is mentioned', 'frame', (text) => text.replace(/"mentions":\["[^"]*"\]/, '"mentions":[]')],
  ['an event is missing', 'frame', (text) => (isMissed(text) ? itemTexts(text).slice(1).join(',') : text)],
  ['it stays unread', 'frame', (text) => text.replace('"unread":0', '"unread":1')],
  ['a deleted text is in the page', 'frame', (text) => text.replace('"text":null', '"text":"Low tide"')],
  ['the chat is still there', 'frame', (text) => text.replace('not-found', 'internal')],
];

/** What Bob missed comes in one frame with both messages. */
const isMissed = (text: string) =>
  text.startsWith('[') && text.includes('Low tide') && text.includes('charts');

describe.each<[string, Row[], (url: string) => ReturnType<typeof run>]>([
  ['chat-curl.sh', chatCurlLies, (url) => run('sh', 'chat-curl.sh', url)],
  ['chat-websocket.ts', chatSocketLies, (url) => run(process.execPath, 'chat-websocket.ts', url)],
])('examples/%s', (_, lies, runExample) => {
  test('does the whole flow, again and again', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { code, output } = await runExample(server.url);
      expect(output).toContain('All is as it should be.');
      expect(code).toBe(0);
    }
  });

  test.each(lies)('fails where the server lies: %s', async (...row) => {
    const { code, output } = await runLiedTo(row, runExample);
    expect(output).not.toContain('All is as it should be.');
    expect(code).toBe(1);
  });
});

/** What the laptop missed comes in one frame with several events. */
const isReplay = (text: string) => text.startsWith('[') && text.includes('"light"');

const socketLies: Row[] = [
  ['a device is offline', 'frame', (text) => text.replace('"online":true', '"online":false')],
  ['another value', 'frame', (text) => text.replaceAll('"value":"dark"', '"value":"dim"')],
  ['another actor', 'frame', (text) => text.replace(/"device":"[^"]*"(?=\},"data":\{"app")/, '"device":"x"')],
  [
    'an event is missing',
    'frame',
    (text) => (isReplay(text) ? `[${itemTexts(text).slice(1).join(',')}]` : text),
  ],
  ['an event comes twice', 'frame', first('"link.redeemed"', (text) => `[${text},${text}]`)],
  ['it does not resume', 'frame', (text) => text.replace('"resumed":true', '"resumed":false')],
  ['somebody else revoked', 'close', () => '{"by":"Mallory"}'],
];

describe('examples/websocket.ts', () => {
  test('does the whole flow, again and again', async () => {
    for (let round = 0; round < 2; round += 1) {
      const { code, output } = await runSocket(server.url);
      expect(output).toContain('All is as it should be.');
      expect(code).toBe(0);
    }
  });

  test.each(socketLies)('fails where the server lies: %s', async (...row) => {
    const { code, output } = await runLiedTo(row, runSocket);
    expect(output).not.toContain('All is as it should be.');
    expect(code).toBe(1);
  });

  test('fails where there is no server', async () => {
    expect(await runSocket('http://127.0.0.1:9')).toMatchObject({ code: 1 });
  });
});
