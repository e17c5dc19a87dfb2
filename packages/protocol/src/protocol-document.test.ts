import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type ErrorCode, errorTable, rpcCode } from './errors.ts';
import { type EventType, eventTable, type SignalType, signalTable } from './events.ts';
import { call } from './frames.ts';
import { isId } from './ids.ts';
import { kithSettings } from './kith-settings.ts';
import { settingOp } from './methods/settings.ts';
import { isMethod, type MethodName, methodEntry } from './methods/table.ts';
import { type NotificationName, notificationTable } from './notifications.ts';

const page = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

/** The fenced blocks of one kind. */
function blocks(kind: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text]) => text ?? '',
  );
}

/** Holds only if the value is of the schema and has no field that the schema does not know. */
function expectWhole(schema: z.ZodType, value: unknown): void {
  const read = schema.safeParse(value);
  expect(read.error?.issues ?? []).toEqual([]);
  expect(read.data).toEqual(value);
}

function methodOf(name: string): MethodName {
  if (!isMethod(name)) throw new Error(`${name} is no method`);
  return name;
}

interface Message {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data: { readonly code: ErrorCode };
  };
}

describe.each(blocks('frames').map((text) => text.trim().split('\n')))(
  'frames that begin with %s',
  (...lines) => {
    const asked = new Map<string | number, MethodName>();

    const messages = lines.flatMap((line) => {
      const frame = JSON.parse(line.slice(2)) as Message | Message[];
      return [frame].flat().map((message) => ({ from: line.slice(0, 1), message }));
    });

    test.each(messages)('$from $message', ({ from, message }) => {
      if (from === '→') expectCall(message);
      else if (message.id !== undefined) expectAnswer(message);
      else expectNotification(message);
    });

    function expectCall(message: Message): void {
      const { id = 0, method, params } = call.parse(message);
      const name = methodOf(method);
      asked.set(id, name);
      expect(methodEntry(name).params.safeParse(params).error?.issues ?? []).toEqual([]);
      const { ops = [] } = params as { ops?: unknown[] };
      for (const op of ops) expectWhole(settingOp, op);
    }

    function expectAnswer({ id = 0, result, error }: Message): void {
      const name = asked.get(id);
      if (name === undefined) throw new Error(`nobody asked ${id}`);
      if (error === undefined) {
        expectWhole(methodEntry(name).result, result);
        return;
      }
      const { code } = error.data;
      const { text, retry } = errorTable[code];
      expect(error).toMatchObject({ code: rpcCode(code), message: text, data: { retry } });
    }

    function expectNotification({ method = '', params }: Message): void {
      expect(Object.keys(notificationTable)).toContain(method);
      expectWhole(notificationTable[method as NotificationName].params, params);
      if (method === 'event') {
        const { type, topic, data } = params as { type: EventType; topic: string; data: unknown };
        expect(eventTable[type].topics).toContain(topic.split(':')[0]);
        expectWhole(eventTable[type].data, data);
      }
      if (method === 'signal') {
        const { type, data } = params as { type: SignalType; data: unknown };
        expectWhole(signalTable[type].data, data);
      }
    }
  },
);

describe.each(blocks('http'))('the exchange %s', (text) => {
  const [request = '', answer = ''] = text.split(/^(?=HTTP\/1\.1)/m);
  const name = methodOf(/^POST \/v1\/(\S+)/.exec(request)?.[1] ?? '');
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? [];
  const body = JSON.parse(bodyOf(answer)) as Record<string, unknown>;

  test('has what its method takes and gives', () => {
    const read = methodEntry(name).params.safeParse(JSON.parse(bodyOf(request)));
    if (status === '200') {
      expect(read.error?.issues ?? []).toEqual([]);
      expectWhole(methodEntry(name).result, body);
      return;
    }
    const { code } = body as { code: ErrorCode };
    expect(String(errorTable[code].status)).toBe(status);
    expect(body).toMatchObject({
      title: errorTable[code].text,
      retry: errorTable[code].retry,
      status: Number(status),
    });
    if (code === 'validation-failed')
      expect(read.error?.issues.map(({ message }) => message)).toHaveLength(1);
  });

  test('shows a token exactly where one is needed', () => {
    expect(request.includes('authorization: Bearer ')).toBe(methodEntry(name).open !== true);
  });
});

function bodyOf(message: string): string {
  return message.slice(message.indexOf('\n\n'));
}

test('every id on the page has the shape of one', () => {
  const ids = [...page.matchAll(/\b(?:dev|usr|lnk|con)_[\w-]+/g)].map(([id]) => id);
  const kinds = { dev: 'device', usr: 'user', lnk: 'link', con: 'connection' } as const;
  expect(ids.length).toBeGreaterThan(10);
  for (const id of ids) expect(isId(kinds[id.slice(0, 3) as keyof typeof kinds], id), id).toBe(true);
});

test('rules are numbered from 1 under each letter, each once', () => {
  const rules = [...page.matchAll(/^- \*\*\[([A-Z])(\d+)\]\*\*/gm)].map(([, letter, number]) => [
    letter,
    Number(number),
  ]);
  const letters = [...new Set(rules.map(([letter]) => letter))];
  for (const letter of letters) {
    const numbers = rules.filter(([of]) => of === letter).map(([, number]) => number);
    expect(numbers, `rules ${letter}`).toEqual(numbers.map((_, index) => index + 1));
  }
});

test('every rule that the page refers to is there', () => {
  const referred = new Set([...page.matchAll(/\[([A-Z]\d+)\]/g)].map(([, rule]) => rule));
  const stated = new Set([...page.matchAll(/^- \*\*\[([A-Z]\d+)\]\*\*/gm)].map(([, rule]) => rule));
  expect([...referred].filter((rule) => !stated.has(rule))).toEqual([]);
});

test('every method and every error code that the page names in code exists', () => {
  const named = [...page.matchAll(/`([a-z]+\.[a-zA-Z]+)[`\s{]/g)].map(([, name]) => name ?? '');
  const known = (name: string) =>
    isMethod(name) || [eventTable, signalTable, kithSettings].some((table) => Object.hasOwn(table, name));
  expect(named.filter((name) => !known(name) && !['error.data', 'settings.md'].includes(name))).toEqual([]);
});
