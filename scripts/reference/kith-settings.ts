/** The reference of the settings of the app `kith`. */
import { kithSettings, kithSettingsById } from '@kith/protocol';
import { outputSchema } from '../../packages/protocol/src/schemas.ts';
import { generatedFrom, table } from './markdown.ts';
import { typeText } from './type-text.ts';

/** `docs/reference/kith-settings.md`. */
export function kithSettingsMarkdown(): string {
  return [
    '# The settings of the app `kith`',
    '',
    generatedFrom('packages/protocol/src/kith-settings.ts'),
    '',
    'What a person chooses about Kith itself, in scope `user`. A value of another type is `rejected` with',
    '`validation-failed`; a key that does not stand here is taken as it comes.',
    '',
    ...table(
      ['key', 'value', 'where nothing is set', 'says'],
      Object.entries(kithSettings).map(([key, { says, value, usual }]) => [
        `\`${key}\``,
        typeOf(value),
        `\`${JSON.stringify(usual)}\``,
        says,
      ]),
    ),
    '',
    'About one chat or one person each, whose id stands behind the dot:',
    '',
    ...table(
      ['key', 'value', 'says'],
      Object.entries(kithSettingsById).map(([name, { says, value }]) => [
        `\`${name}.<id>\``,
        typeOf(value),
        says,
      ]),
    ),
    '',
  ].join('\n');
}

function typeOf(value: Parameters<typeof outputSchema>[0]): string {
  const inOneLine = typeText(outputSchema(value))
    .replaceAll(/ \/\/.*/g, '')
    .replaceAll(/\s+/g, ' ');
  return `\`${inOneLine}\``;
}
