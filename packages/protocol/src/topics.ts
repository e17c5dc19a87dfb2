/** Topics: who may read an event. */
import type { TopicKind } from './events.ts';

export type Topic = `${TopicKind}:${string}`;

/** The topic that only this device reads. */
export function deviceTopic(device: string): Topic {
  return `device:${device}`;
}

/** The topic that all devices of this user read. */
export function userTopic(user: string): Topic {
  return `user:${user}`;
}

/** The topic that the members of this chat read, each from joining to leaving. */
export function chatTopic(chat: string): Topic {
  return `chat:${chat}`;
}
