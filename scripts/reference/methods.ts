/** The reference of all methods, as Markdown. */
import { type MethodName, methodEntry, methodTable } from '@kith/protocol';
import { inputSchema, outputSchema } from '../../packages/protocol/src/schemas.ts';
import { generatedFrom, table } from './markdown.ts';
import { typeText } from './type-text.ts';

/** `docs/reference/methods.md`. */
export function methodsMarkdown(): string {
  const names = Object.keys(methodTable) as MethodName[];
  return [
    '# Methods',
    '',
    generatedFrom('packages/protocol/src/methods'),
    '',
    'How methods are called stands in [protocol.md](../protocol.md). In short: `POST /v1/<method>` with the params as',
    'body, or a JSON-RPC call on the socket. *Durable* methods take an `id` and may be sent again at any time.',
    '',
    ...table(
      ['method', 'door', 'token', 'durable', 'says'],
      names.map((name) => {
        const { door, open, durable, says } = methodEntry(name);
        return [
          `[\`${name}\`](#${anchor(name)})`,
          door === 'socket' ? 'socket' : 'HTTP, socket',
          open || name === 'hello' ? 'no' : 'yes',
          durable ? 'durable' : '',
          says,
        ];
      }),
    ),
    ...names.flatMap(section),
    '',
  ].join('\n');
}

/** How the usual renderers make the anchor of a heading that is one word of code. */
function anchor(name: string): string {
  return name.toLowerCase().replaceAll('.', '');
}

function section(name: MethodName): string[] {
  const { params, result, says } = methodEntry(name);
  const taken = inputSchema(params);
  return [
    '',
    `## \`${name}\``,
    '',
    says + (taken.description === undefined ? '' : ` Rule: ${taken.description}.`),
    '',
    '```ts',
    `params: ${typeText(taken)}`,
    `result: ${typeText(outputSchema(result))}`,
    '```',
  ];
}
