/** Naughty texts: the big list that everyone knows, and what it lacks. */
import { createRequire } from 'node:module';

const listed = createRequire(import.meta.url)('big-list-of-naughty-strings') as readonly string[];

const added = [
  'two\nlines',
  'two\r\nlines',
  'a\rreturn',
  'a\ttab',
  'a\u0000NUL',
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '{"level":60,"msg":"a forged entry"}',
  '\n{"level":60,"msg":"a forged entry"}\n',
  '%s %d %j %o %%',
  '=cmd|"/c calc"!A1',
  '+1+1',
  '@SUM(1+1)',
  'line\u2028separator\u2029',
  '\u0085next line',
  '\u00a0no-break\u00a0',
  'left\u202eright',
  '\u2066isolated\u2069',
  '\u200ezero\u200bwidth\u200d\u2060joined\ufeff',
  'e\u0301',
  '\u00e9',
  '\u212b \u00c5 A\u030a',
  '\ufb01 \u2163 \uff21',
  '\ufdfa'.repeat(10),
  `z${'\u0335'.repeat(10_000)}`,
  '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}',
  '\u{1f1e9}\u{1f1ea}',
  '\u{10ffff}',
  '\uffff\ufffe\ufdd0',
  '\ud800',
  '\udfff',
  'pair\udc00\ud800',
  'x'.repeat(64),
  'x'.repeat(65),
  '\u{1f642}'.repeat(64),
  '\u{1f642}'.repeat(65),
  'x'.repeat(20_000),
  '__proto__',
  'constructor.prototype.admin',
  'dev_AAAAAAAAAAAAAAAAAAAAAA',
  'usr_AAAAAAAAAAAAAAAAAAAAAA',
  'user:usr_AAAAAAAAAAAAAAAAAAAAAA',
  'device:dev_AAAAAAAAAAAAAAAAAAAAAA',
  "'); DROP TABLE devices; --",
  '" OR ""="',
  '%_*?[a-z]',
  '..%2f..%2fetc%2fpasswd',
  'javascript:alert(1)',
  '</script><script>alert(1)</script>',
  '{{7*7}}<%= 7*7 %>#{7*7}',
  '\\',
  '\\u0000',
  '\\"',
];

/** All of them, each once. */
export const naughtyTexts: readonly string[] = [...new Set([...listed, ...added])];

/** Those that the text policy of the wire lets in at all [V1]. */
export const cleanTexts: readonly string[] = naughtyTexts.filter(
  (text) => text.isWellFormed() && !text.includes('\0'),
);
