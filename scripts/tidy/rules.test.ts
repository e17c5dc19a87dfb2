import { expect, test } from 'vitest';
import { ruleFindings, rulesOf } from './rules.ts';

const rules = rulesOf([
  '- **[R1]** One.\n- **[R2]** Two, see [R9].\n',
  '1. **[M10]** Ten.\n| **[T1]** | Cell |\n**[Q1]** Plain.',
]);

test('a page states the rules that stand in bold at the head of a line', () => {
  expect([...rules]).toEqual(['R1', 'R2', 'M10', 'T1', 'Q1']);
});

test('code may quote only what is stated', () => {
  const text = '// [R1] first\n// [M10] then\n// [R9] never stated\nconst item = rows[R1];\nlist[A];';
  expect(ruleFindings({ path: 'a.ts', text }, rules)).toEqual([
    { path: 'a.ts', line: 3, says: 'no page of docs/ states [R9]' },
  ]);
});
