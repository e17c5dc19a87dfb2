/** Compares two wire records: what of the earlier one would a client miss in the later one? */
import type { RecordedError, RecordedMethod, WireRecord } from './record.ts';
import { inputBreaks, outputBreaks } from './schema-breaks.ts';

/**
 * What breaks clients of `before`, one sentence each; nothing when the level was raised.
 *
 * New methods, fields, events, codes and values of an answer break nothing: clients ignore what they do not know.
 */
export function wireBreaks(before: WireRecord, after: WireRecord): string[] {
  if (after.level > before.level) return [];
  return [
    ...(after.level < before.level ? [`the level fell from ${before.level} to ${after.level}`] : []),
    ...(after.subprotocol === before.subprotocol ? [] : ['the subprotocol has another name']),
    ...each('method', before.methods, after.methods, methodBreaks),
    ...each('read', before.reads ?? {}, after.reads ?? {}, outputBreaks),
    ...each('event', before.events, after.events, (was, is, name) => [
      ...was.topics
        .filter((topic) => !is.topics.includes(topic))
        .map((topic) => `${name} no longer stands in ${topic} topics`),
      ...outputBreaks(was.data, is.data, `${name} data`),
    ]),
    ...each('signal', before.signals, after.signals, (was, is, name) =>
      outputBreaks(was.data, is.data, `${name} data`),
    ),
    ...each('notification', before.notifications, after.notifications, (was, is, name) =>
      outputBreaks(was.params, is.params, `${name} params`),
    ),
    ...each('error', before.errors, after.errors, errorBreaks),
    ...each('close code', before.closeCodes, after.closeCodes, (was, is, name) =>
      was === is ? [] : [`${name} was ${was} and is ${is}`],
    ),
    ...each('id prefix', before.idPrefixes, after.idPrefixes, (was, is, name) =>
      was === is ? [] : [`${name} was ${was} and is ${is}`],
    ),
    ...before.limits.filter((name) => !after.limits.includes(name)).map((name) => `limit ${name} is gone`),
  ];
}

function each<T>(
  what: string,
  before: Readonly<Record<string, T>>,
  after: Readonly<Record<string, T>>,
  compare: (was: T, is: T, name: string) => string[],
): string[] {
  return Object.entries(before).flatMap(([name, was]) => {
    const is = after[name];
    return is === undefined ? [`${what} ${name} is gone`] : compare(was, is, `${what} ${name}`);
  });
}

function methodBreaks(was: RecordedMethod, is: RecordedMethod, name: string): string[] {
  return [
    ...(was.door === 'every' && is.door === 'socket' ? [`${name} is on the socket only now`] : []),
    ...(was.open && !is.open ? [`${name} needs a token now`] : []),
    ...(was.durable && !is.durable ? [`${name} is no longer durable`] : []),
    ...inputBreaks(was.params, is.params, `${name} params`),
    ...outputBreaks(was.result, is.result, `${name} result`),
  ];
}

function errorBreaks(was: RecordedError, is: RecordedError, name: string): string[] {
  return (['status', 'retry', 'rpc'] as const)
    .filter((part) => was[part] !== is[part])
    .map((part) => `${name}: ${part} was ${was[part]} and is ${is[part]}`);
}
