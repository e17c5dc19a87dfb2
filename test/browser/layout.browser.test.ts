import { expect } from 'vitest';
import { expectGoodLayout, layoutFaults } from './support/layout.ts';
import { test } from './support/rig.ts';
import { serveSite } from './support/site.ts';

const long = 'Электроприводоремонтник'.repeat(3);

test.for([
  {
    what: 'the page is wider than its window',
    body: '<p style="width: 400px">Wide</p>',
    says: 'px wide in a window',
  },
  { what: 'a word is', body: `<p>${long}</p>`, says: 'px wide in a window' },
  {
    what: 'text is hidden at its end',
    body: `<p style="overflow: hidden; white-space: nowrap">${long}</p>`,
    says: 'text is cut off: <p>',
  },
  {
    what: 'text ends in an ellipsis',
    body: `<p style="overflow: hidden; white-space: nowrap; text-overflow: ellipsis">${long}</p>`,
    says: 'text is cut off: <p>',
  },
  {
    what: 'an outer box cuts it off',
    body: `<div style="overflow: clip"><p style="white-space: nowrap"><b>${long}</b></p></div>`,
    says: 'text is cut off: <b>',
  },
  {
    what: 'lines are cut off at the end of a box',
    body: '<p style="overflow: hidden; height: 30px; width: 60px">One and two and three and four</p>',
    says: 'text is cut off: <p>',
  },
  {
    what: 'a button is small',
    body: '<button style="padding: 0; height: 18px">Go</button>',
    says: 'too small to press',
  },
  { what: 'a link of its own is low', body: '<p><a href="/">Home</a></p>', says: 'too small to press' },
  {
    what: 'a box to tick is small',
    body: '<input type="checkbox" aria-label="Yes">',
    says: 'too small to press',
  },
])('a layout is at fault when $what', async ({ body, says }, { open }) => {
  const window = await open(await serveSite({ pages: { '/': body } }), { width: 320 });
  await window.goTo('/');
  expect(await layoutFaults(window.page)).toEqual([expect.stringContaining(says)]);
  await expect(expectGoodLayout(window.page)).rejects.toThrow(says);
});

test.for([
  { what: 'text that wraps', body: `<p style="overflow-wrap: anywhere">${long}</p>` },
  { what: 'a box that scrolls', body: `<div style="overflow-x: auto"><p>${long}</p></div>` },
  {
    what: 'an ellipsis whose whole text is told',
    body: `<p title="${long}" style="overflow: hidden; text-overflow: ellipsis">${long}</p>`,
  },
  {
    what: 'text for screen readers alone',
    body: '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden">Only heard</p>',
  },
  {
    what: 'a link that shows only once it has focus',
    body: '<a href="/" style="position: absolute; overflow: hidden; width: 1px; padding: 9px; clip-path: inset(50%)">Skip</a>',
  },
  { what: 'a link within a sentence', body: '<p>Go <a href="/">home</a> now.</p>' },
  { what: 'a button within one', body: '<p>Go <button style="all: unset">home</button> now.</p>' },
  {
    what: 'a box to tick with a label',
    body: '<label style="display: block; height: 24px"><input type="checkbox"> Yes</label>',
  },
  { what: 'what is not shown', body: `<p hidden>${long}</p><button hidden style="padding: 0">x</button>` },
])('it is not for $what', async ({ body }, { open }) => {
  const window = await open(await serveSite({ pages: { '/': body } }), { width: 320 });
  await window.goTo('/');
  await expectGoodLayout(window.page);
});
