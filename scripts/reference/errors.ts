/** The reference of refusals and close codes. */
import { closeCodes, closeCodeTexts, type ErrorCode, errorTable, mayComeBack, rpcCode } from '@kith/protocol';
import { generatedFrom, table } from './markdown.ts';

/** `docs/reference/errors.md`. */
export function errorsMarkdown(): string {
  return [
    '# Errors and close codes',
    '',
    generatedFrom('packages/protocol/src/errors.ts and close-codes.ts'),
    '',
    '## Error codes',
    '',
    'Match on `code` and `retry`, never on a text. `never`: certainly not stored, and sending it again gives the same.',
    '`after-login`: certainly not stored; take new tokens and send it again. `later`: unknown or not now; send the same',
    'command with the same id again.',
    '',
    ...table(
      ['code', 'HTTP status', 'JSON-RPC code', 'retry', 'text'],
      (Object.keys(errorTable) as ErrorCode[]).map((code) => {
        const { status, retry, text } = errorTable[code];
        return [`\`${code}\``, String(status), String(rpcCode(code)).replace('-', '−'), `\`${retry}\``, text];
      }),
    ),
    '',
    '## Close codes',
    '',
    'The number itself is the instruction: 1xxx and 4000–4499 mean come back, 4500–4999 do not.',
    '',
    ...table(
      ['code', 'name', 'come back', 'says'],
      (Object.keys(closeCodes) as (keyof typeof closeCodes)[]).map((name) => [
        String(closeCodes[name]),
        name,
        mayComeBack(closeCodes[name]) ? 'yes' : 'no',
        closeCodeTexts[name],
      ]),
    ),
    '',
  ].join('\n');
}
