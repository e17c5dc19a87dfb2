/** Draws a told story as SVG: a line for each device, the server between them, edits as dots, judgements on the server. */
import { type Edit, type Judged, keyOf, type Lane, type Story, type Told } from './story.ts';

const size = { width: 860, height: 272 };
const axis = { left: 110, right: 640, top: 40 };
const lines = { phone: 90, server: 160, laptop: 222 } as const;
const endsAt = 690;

/** Readable on white and on black; what differs by colour differs by sign and word too. */
const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .small { font-size: 12px; fill: #59636e }
  .strong { font-weight: 600 }
  .line { stroke: #818b98; stroke-width: 2 }
  .apart { stroke-dasharray: 3 5 }
  .tick { stroke: #d1d9e0 }
  .way { stroke: #59636e; stroke-width: 1.5; fill: none; marker-end: url(#tip) }
  .tip { fill: #59636e }
  .edit { fill: #0969da }
  .applied { fill: #1a7f37 }
  .other { fill: #9a6700 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .small { fill: #9198a1 }
    .tick { stroke: #3d444d }
    .way { stroke: #9198a1 }
    .tip { fill: #9198a1 }
    .edit { fill: #4493f8 }
    .applied { fill: #3fb950 }
    .other { fill: #d29922 }
  }`;

export function draw(told: Told): string {
  const { story } = told;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-labelledby="title says">`,
    `<title id="title">${escaped(story.title)}</title>`,
    `<desc id="says">${escaped(story.says)}</desc>`,
    `<style>${style}\n</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>',
    ...ticks(story),
    ...(['phone', 'laptop'] as const).flatMap((lane) => deviceLine(told, lane)),
    ...serverLine(told),
    ...told.edits.flatMap((edit) => journey(story, edit)),
    ...(story.notes ?? []).map(({ lane, at, text }) =>
      label(text, { x: xOf(story, at), y: noteY(lane), class: 'small' }),
    ),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function xOf({ ticks }: Story, at: number): number {
  const [from, to] = [ticks[0]?.at ?? 0, ticks.at(-1)?.at ?? 1];
  return Math.round(axis.left + ((at - from) / (to - from)) * (axis.right - axis.left));
}

/** Away from the server, behind the values. */
function noteY(lane: Lane): number {
  return lane === 'phone' ? lines.phone - 28 : lines.laptop + 40;
}

function ticks(story: Story): string[] {
  return story.ticks.flatMap(({ at, text }) => {
    const x = xOf(story, at);
    const [from, to] = [axis.top, lines.laptop + 6];
    return [
      `<path class="tick" d="M${x} ${from}V${to}"/>`,
      label(text, { x, y: axis.top - 12, class: 'small', anchor: 'middle' }),
    ];
  });
}

function deviceLine({ story, shows }: Told, lane: Lane): string[] {
  const y = lines[lane];
  const name = story.names?.[lane] ?? lane;
  const apart = story.offline.filter((it) => it.lane === lane);
  const turns = [
    axis.left,
    ...apart.flatMap(({ from, to }) => [xOf(story, from), xOf(story, to)]),
    axis.right,
  ];
  const pieces = turns.slice(1).flatMap((to, index) => {
    const from = turns[index] ?? to;
    return from === to
      ? []
      : [`<path class="line${index % 2 === 1 ? ' apart' : ''}" d="M${from} ${y}H${to}"/>`];
  });
  const why = apart.map(({ from, text = 'offline' }) =>
    label(text, { x: xOf(story, from) + 6, y: y - 8, class: 'small' }),
  );
  const end = Object.values(shows[lane]).join(', ');
  return [
    label(capital(name), { x: 16, y: y + 5, class: 'strong' }),
    ...pieces,
    ...why,
    label(`shows ${end}`, { x: endsAt, y: y + 5, class: 'strong' }),
  ];
}

function serverLine({ lost }: Told): string[] {
  const y = lines.server;
  const history = lost.length === 0 ? [] : [`history: ${lost.join(', ')}`];
  return [
    label('Server', { x: 16, y: y + 5, class: 'strong' }),
    `<path class="line" d="M${axis.left} ${y}H${axis.right}"/>`,
    ...history.map((text) => label(text, { x: endsAt, y: y + 5, class: 'small' })),
  ];
}

/** An edit, its way to the server, and what becomes of it there. */
function journey(story: Story, edit: Judged): string[] {
  const { lane, at, sent, arrives, outcome } = edit;
  const [dot, from, to] = [at, sent, arrives].map((time) => xOf(story, time)) as [number, number, number];
  const isAbove = lane === 'phone';
  const [y, away] = [lines[lane], isAbove ? -12 : 22];
  const nearServer = isAbove ? lines.server - 8 : lines.server + 8;
  const isApplied = outcome === 'applied';
  return [
    `<circle class="edit" cx="${dot}" cy="${y}" r="6"/>`,
    label(valueText(edit), { x: dot - 6, y: y + away, class: 'strong' }),
    `<path class="way" d="M${from} ${y + (isAbove ? 8 : -8)}L${to} ${nearServer}"/>`,
    `<circle class="${isApplied ? 'applied' : 'other'}" cx="${to}" cy="${lines.server}" r="6"/>`,
    label(`${isApplied ? '✓' : '✕'} ${outcome}`, {
      x: to + 10,
      y: isAbove ? lines.server - 10 : lines.server + 20,
      class: isApplied ? 'applied' : 'other',
    }),
  ];
}

function valueText(edit: Edit): string {
  const what = edit.value ?? (edit.scope === 'device' ? 'override cleared' : 'unset');
  const key = keyOf(edit) === 'theme' ? '' : `${keyOf(edit)} `;
  return `${key}${what}${edit.scope === 'device' && edit.value !== null ? ', here alone' : ''}`;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly class: string;
  readonly anchor?: 'middle';
}

function label(text: string, { x, y, class: name, anchor }: Place): string {
  const at = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${x}" y="${y}" class="${name}"${at}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}
