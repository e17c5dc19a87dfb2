/** Seeds chats among the seeded people, so that a demo shows a product that is lived in. */
import type { CommandParams, CommandResult } from '../../domain/deciders.ts';
import type { Device } from '../../domain/rows.ts';
import type { Store } from '../../store/port.ts';
import { type Talk, talks } from './seed-talk.ts';
import { doOnce, find } from './seeded-device.ts';

/** Makes the chats whose people are there. What an earlier seed did is not done again. */
export async function seedChats(store: Store): Promise<void> {
  for (const talk of talks) {
    const people = await peopleOf(store, talk);
    if (people !== undefined) await hold(talk, { store, people });
  }
}

/** The people of a talk by their numbers, each as the device that speaks for it. */
type People = ReadonlyMap<number, { readonly device: Device; readonly user: string }>;

interface Means {
  readonly store: Store;
  readonly people: People;
}

/** Undefined where somebody is gone, or has joined no user. */
async function peopleOf(store: Store, talk: Talk): Promise<People | undefined> {
  const people = new Map<number, { device: Device; user: string }>();
  for (const number of new Set([talk.by, ...talk.with])) {
    const device = await find(store, `Chrome.test${number}`);
    if (device === undefined || device.userId === null) return undefined;
    people.set(number, { device, user: device.userId });
  }
  return people;
}

/** Does what is known by this key; undefined: it is refused by now, and what would follow from it is left out. */
type Step = <N extends 'chats.create' | `messages.${'send' | 'edit' | 'react'}` | 'receipts.mark'>(
  by: number,
  key: string,
  name: N,
  params: CommandParams<N>,
) => Promise<CommandResult<N> | undefined>;

async function hold(talk: Talk, { store, people }: Means): Promise<void> {
  const step: Step = async (by, key, name, params) => {
    const person = people.get(by);
    if (person === undefined) return undefined;
    const outcome = await doOnce(store, person.device, { name, params, id: `seed-${talk.name}-${key}` });
    return outcome.ok ? outcome.result : undefined;
  };
  const { kind, title, purpose } = talk;
  const members = talk.with.flatMap((number) => people.get(number)?.user ?? []);
  const begun = await step(talk.by, 'begin', 'chats.create', { kind, members, title, purpose });
  if (begun === undefined) return;
  const chat = begun.chat.id;
  const messages = await speak(talk, chat, step);
  for (const [by, seq] of readPositions(talk, messages)) {
    await step(by, `read-${by}`, 'receipts.mark', { chat, seq });
  }
}

/** Up to where each has read: all of it, or what they said last themselves. */
function readPositions({ said, readBy }: Talk, messages: readonly Message[]): ReadonlyMap<number, number> {
  const positions = new Map<number, number>();
  for (const [index, { seq }] of messages.entries()) {
    for (const by of [said[index]?.by ?? 0, ...readBy]) positions.set(by, seq);
  }
  return positions;
}

interface Message {
  readonly id: string;
  readonly seq: number;
}

/** Has everything said. */
async function speak({ said }: Talk, chat: string, step: Step): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const [index, { by, text, answers, corrected, reactions = [] }] of said.entries()) {
    const replyTo = answers === undefined ? undefined : messages[answers]?.id;
    const sent = await step(by, `say-${index}`, 'messages.send', { chat, text, replyTo });
    if (sent === undefined) return messages;
    const message = sent.message.id;
    messages.push(sent.message);
    if (corrected !== undefined) {
      await step(by, `edit-${index}`, 'messages.edit', { chat, message, text: corrected });
    }
    for (const { by: other, emoji } of reactions) {
      await step(other, `react-${index}-${other}`, 'messages.react', { chat, message, emoji });
    }
  }
  return messages;
}
