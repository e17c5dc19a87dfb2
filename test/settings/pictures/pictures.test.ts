/** The pictures of `docs/settings.md`: what the deciders say, drawn and described. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pictures } from './pictures.ts';

const page = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');
const all = pictures();

const expected = {
  'A stale laptop comes back': ['dark applied', 'sepia superseded'],
  'A clock that is three hours ahead': ['dark applied', 'sepia superseded'],
  'Two edits in one second': ['dark applied', 'sepia applied'],
  'A choice that was taken back': ['unset applied', 'sepia superseded'],
  'One device that differs': ['dark applied', 'light applied', 'sepia applied', 'unset applied'],
  'A device joins with settings of its own': ['sepia skipped', '18 applied'],
};

test('each case comes out as its words say', () => {
  const outcomes = all.map(({ told: { story, edits } }) => {
    return [story.title, edits.map(({ value, outcome }) => `${value ?? 'unset'} ${outcome}`)];
  });
  expect(Object.fromEntries(outcomes)).toEqual(expected);
});

test('in the end both devices show the same', () => {
  for (const { told } of all) expect(told.shows.laptop, told.story.title).toEqual(told.shows.phone);
});

test.for(all)(
  '$told.story.name is drawn as it is told: `npm run pictures:settings` writes it',
  ({ file, svg }) => {
    expect(readFileSync(file, 'utf8')).toBe(svg);
  },
);

test.for(all)('$told.story.name stands in the page, with its words', ({ markdown }) => {
  expect(page.replaceAll(/\s+/g, ' ')).toContain(markdown.replaceAll(/\s+/g, ' '));
});
