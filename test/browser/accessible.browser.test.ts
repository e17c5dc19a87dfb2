import { expect } from 'vitest';
import { barriers, expectAccessible } from './support/accessible.ts';
import { test } from './support/rig.ts';
import { serveSite } from './support/site.ts';

test.for([
  { rule: 'button-name', body: '<button></button>' },
  { rule: 'label', body: '<input>' },
  { rule: 'color-contrast', body: '<p style="color: #ccc">Hardly there</p>' },
  {
    rule: 'target-size',
    body: '<button style="all: revert; width: 9px; height: 9px; padding: 0; border: 0" aria-label="a"></button>'.repeat(
      2,
    ),
  },
])('a page shuts people out: $rule', async ({ rule, body }, { open }) => {
  const window = await open(await serveSite({ pages: { '/': body } }));
  await window.goTo('/');
  await expect(expectAccessible(window.page)).rejects.toThrow(rule);
});

test('what is lesser is told and is no failure', async ({ open }) => {
  const window = await open(await serveSite({ pages: { '/': '<h4>A step too deep</h4>' } }));
  await window.goTo('/');
  expect(await expectAccessible(window.page)).toMatchObject([{ rule: 'heading-order', impact: 'moderate' }]);
});

test('a strict policy of the page does not keep axe out', async ({ open }) => {
  const policy = "default-src 'none'; img-src data:; require-trusted-types-for 'script'; trusted-types none";
  const window = await open(await serveSite({ pages: { '/': '<button></button>' }, policy }));
  await window.goTo('/');
  expect((await barriers(window.page)).map(({ rule }) => rule)).toContain('button-name');
});
