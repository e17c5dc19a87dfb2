/** The reference of everything that the server says by itself: events, signals, notifications. */
import { eventTable, notificationTable, signalTable } from '@kith/protocol';
import { outputSchema } from '../../packages/protocol/src/schemas.ts';
import { generatedFrom, table } from './markdown.ts';
import { typeText } from './type-text.ts';

type DataSchema = Parameters<typeof outputSchema>[0];

/** `docs/reference/events.md`. */
export function eventsMarkdown(): string {
  return [
    '# Events, signals, notifications',
    '',
    generatedFrom('packages/protocol/src/events.ts and notifications.ts'),
    '',
    'An *event* is a durable fact with a place in its topic. A *signal* holds now and is not kept. Both come to a',
    'socket as *notifications*. Clients ignore types and fields that they do not know.',
    '',
    '## Events',
    '',
    ...table(
      ['type', 'topics', 'says'],
      Object.entries(eventTable).map(([type, { topics, says }]) => [
        `\`${type}\``,
        topics.map((kind) => `\`${kind}:\``).join(' '),
        says,
      ]),
    ),
    ...sections(eventTable, 'data', ({ data }) => data),
    '',
    '## Signals',
    ...sections(signalTable, 'data', ({ data }) => data),
    '',
    '## Notifications',
    ...sections(notificationTable, 'params', ({ params }) => params),
    '',
  ].join('\n');
}

function sections<T extends { readonly says: string }>(
  entries: Readonly<Record<string, T>>,
  part: string,
  schemaOf: (entry: T) => DataSchema,
): string[] {
  return Object.entries(entries).flatMap(([name, entry]) => [
    '',
    `### \`${name}\``,
    '',
    entry.says,
    '',
    '```ts',
    `${part}: ${typeText(outputSchema(schemaOf(entry)))}`,
    '```',
  ]);
}
