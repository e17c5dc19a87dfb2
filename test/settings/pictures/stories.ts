/** The cases that `docs/settings.md` shows as pictures. */
import type { Story } from './story.ts';

const hourMs = 3_600_000;
const secondMs = 1_000;

const hours = (...all: number[]) => all.map((at) => ({ at, text: `${at}:00` }));

export const stories: readonly Story[] = [
  {
    name: 'stale-laptop',
    title: 'A stale laptop comes back',
    says:
      'The laptop goes offline at 9:00 and is set to sepia at 10:00. The phone is set to dark at 12:00. At 14:00 the laptop ' +
      'is back and sends its edit with an age of four hours: it was made before the one that stands, so it is superseded. ' +
      'Both show dark, and sepia is in the history.',
    unitMs: hourMs,
    ticks: hours(9, 10, 11, 12, 13, 14, 15),
    before: { theme: 'light' },
    edits: [
      { lane: 'laptop', at: 10, sent: 14, saw: 9, value: 'sepia' },
      { lane: 'phone', at: 12, value: 'dark' },
    ],
    offline: [{ lane: 'laptop', from: 9, to: 14 }],
    notes: [{ lane: 'laptop', at: 14, text: 'edited 4 h ago' }],
  },
  {
    name: 'wrong-clock',
    title: 'A clock that is three hours ahead',
    says:
      'The clock of the laptop is three hours ahead. Offline it is set to sepia at 10:00, when its clock says 13:00. The ' +
      'phone is set to dark at 12:00. At 14:00 the laptop is back, its clock says 17:00, and it sends the difference: four ' +
      'hours ago. So its edit counts as of 10:00 and is superseded. Both show dark.',
    unitMs: hourMs,
    ticks: hours(9, 10, 11, 12, 13, 14, 15),
    before: { theme: 'light' },
    edits: [
      { lane: 'laptop', at: 10, sent: 14, saw: 9, value: 'sepia' },
      { lane: 'phone', at: 12, value: 'dark' },
    ],
    offline: [{ lane: 'laptop', from: 9, to: 14 }],
    notes: [
      { lane: 'laptop', at: 10, text: 'its clock: 13:00' },
      { lane: 'laptop', at: 14, text: 'its clock: 17:00, so 4 h ago' },
    ],
  },
  {
    name: 'same-second',
    title: 'Two edits in one second',
    says:
      'Both devices are online. The laptop is set to sepia, and a tenth of a second later the phone to dark, before either ' +
      'has heard of the other. The edit of the phone arrives first and applies. That of the laptop arrives after it and, being ' +
      'sent at once, has no age: it applies too. Both show sepia: the network decided, and both devices end with the same.',
    unitMs: secondMs,
    ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, text: `${at} s` })),
    before: { theme: 'light' },
    edits: [
      { lane: 'laptop', at: 0.2, arrives: 0.7, value: 'sepia' },
      { lane: 'phone', at: 0.3, arrives: 0.4, value: 'dark' },
    ],
    offline: [],
    notes: [{ lane: 'laptop', at: 0.7, text: 'a slow network' }],
  },
  {
    name: 'unset-and-edit',
    title: 'A choice that was taken back',
    says:
      'The laptop is offline and is set to sepia at 10:00. At 12:00 the choice is taken back on the phone: the default shows. ' +
      'At 14:00 the laptop sends its edit, four hours old. To unset is an edit like any other and came later, so sepia is ' +
      'superseded. Both show the default.',
    unitMs: hourMs,
    ticks: hours(9, 10, 11, 12, 13, 14, 15),
    before: { theme: 'light' },
    edits: [
      { lane: 'laptop', at: 10, sent: 14, saw: 9, value: 'sepia' },
      { lane: 'phone', at: 12, value: null },
    ],
    offline: [{ lane: 'laptop', from: 9, to: 14 }],
  },
  {
    name: 'override',
    title: 'One device that differs',
    says:
      'The phone is set to dark at 9:30, for all devices. At 11:00 the laptop overrides it with light, for itself alone. At 12:30 ' +
      'the phone is set to sepia: the laptop goes on to show light. At 14:00 the override is cleared, and the laptop shows ' +
      'sepia like the phone.',
    unitMs: hourMs,
    ticks: hours(9, 10, 11, 12, 13, 14, 15),
    before: {},
    edits: [
      { lane: 'phone', at: 9.5, value: 'dark' },
      { lane: 'laptop', at: 11, value: 'light', scope: 'device' },
      { lane: 'phone', at: 12.5, value: 'sepia' },
      { lane: 'laptop', at: 14, value: null, scope: 'device' },
    ],
    offline: [],
    notes: [{ lane: 'laptop', at: 12.5, text: 'shows light' }],
  },
  {
    name: 'joining',
    title: 'A device joins with settings of its own',
    says:
      'The account has the theme dark. A tablet without an account is set to the theme sepia and the size 18, and joins ' +
      'at 12:00. What the account lacks is adopted: the size. Where it has a value, that stays: the theme of the tablet is ' +
      'skipped, and offered to the person once. Both show dark and 18.',
    unitMs: hourMs,
    ticks: hours(9, 10, 11, 12, 13, 14, 15),
    before: { theme: 'dark' },
    names: { laptop: 'tablet' },
    edits: [
      { lane: 'laptop', at: 9.5, sent: 12, saw: Number.NEGATIVE_INFINITY, value: 'sepia', ifBase: true },
      { lane: 'laptop', at: 10.75, sent: 13, key: 'size', value: '18', ifBase: true },
    ],
    offline: [{ lane: 'laptop', from: 9, to: 12, text: 'without an account' }],
    notes: [
      { lane: 'laptop', at: 12, text: 'there is one' },
      { lane: 'laptop', at: 13, text: 'there is none' },
    ],
  },
];
