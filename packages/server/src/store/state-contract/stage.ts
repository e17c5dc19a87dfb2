/** What every test of the contract plays on: an empty state, and what of it others can read. */
import type { Message } from '../../domain/rows.ts';
import type { State, View } from '../../domain/state.ts';

/** A state that is written to in batches. */
export interface StateStage {
  readonly state: State;
  /** Ends the batch and begins the next one. */
  commit(): void;
  /** What is committed. */
  readonly committed: View;
}

/** Makes an empty state; it is gone when the test is finished. */
export type StateKind = () => StateStage;

/** A live message with these fields. */
export function message(chatId: string, seq: number, more: Partial<Message> = {}): Message {
  const nothing = { deviceId: null, replyTo: null, mentions: null, editedAt: null };
  const stone = { deletedAt: null, deletedBy: null };
  const said = { id: `msg_${chatId}_${seq}`, at: seq, userId: 'usr_a', text: 'hello', live: 1 as const };
  return { chatId, seq, ...said, ...nothing, ...stone, ...more };
}

/** What a deleted message leaves. */
export function stone(chatId: string, seq: number): Message {
  return message(chatId, seq, { text: null, live: 0, deletedAt: 1 });
}
