/** One exchange with Kith, for the sizes of its messages: peers then move as many bytes. */
import { readFileSync } from 'node:fs';
import type { Subject } from './process.ts';

/** Bytes of the messages of one command. */
export interface MessageSizes {
  readonly command: number;
  readonly ack: number;
  readonly event: number;
}

/** Texts by which the answer and the event of a command are known. */
export interface Expected {
  readonly ack: string;
  readonly event: string;
}

const ofSettings: Expected = { ack: '"results"', event: '"setting.changed"' };

/** Says hello with the first token, and sends one command, as the load generator will. */
export async function measureMessages(
  kith: Subject,
  tokens: string,
  template: string,
  expected: Expected = ofSettings,
): Promise<MessageSizes> {
  const [line = ''] = readFileSync(tokens, 'utf8').split('\n');
  const [token = '', chat = ''] = line.split('\t');
  const socket = new WebSocket(`ws://127.0.0.1:${kith.port}/v1/socket`, 'kith.v1');
  const texts: string[] = [];
  let arrived = () => {};
  socket.addEventListener('message', ({ data }) => {
    texts.push(String(data));
    arrived();
  });
  const until = async (part: string) => {
    for (;;) {
      const found = texts.find((text) => text.includes(part));
      if (found !== undefined) return found.length;
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
  };
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  socket.send(JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'hello', params: { token } }));
  await until('"connection"');
  const command = template.replaceAll('%M', 'm'.repeat(64)).replaceAll('%N', '0').replaceAll('%C', chat);
  socket.send(command);
  const [ack, event] = [await until(expected.ack), await until(expected.event)];
  socket.close();
  return { command: command.length, ack, event };
}
