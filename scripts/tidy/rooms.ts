/** The rooms of the server: which may import which, and what may be used in which alone. */
import { posix } from 'node:path';
import { codeOf, type Finding, type Import, importsOf, isForTests, lineAt, type Source } from './source.ts';

/** From left to right: a room imports only rooms of earlier ranks, and those of one rank not each other. */
const ranks = [
  ['base'],
  ['domain'],
  ['store', 'bus'],
  ['log'],
  ['hub'],
  ['commands'],
  ['connection'],
  ['transport'],
  ['server'],
  ['cli'],
];

const serverRoot = 'packages/server/src/';
const protocolRoot = 'packages/protocol/src/';
const schemaRoot = 'packages/schema/src/';

/** Modules that only these rooms may import. */
const modulesOfRooms: readonly { readonly module: RegExp; readonly rooms: readonly string[] }[] = [
  { module: /^ws$/, rooms: ['transport'] },
  { module: /^hono(\/|$)/, rooms: ['transport'] },
  { module: /^@hono\/node-server$/, rooms: ['transport', 'server'] },
  { module: /^node:https?$/, rooms: ['transport', 'server'] },
  { module: /^node:sqlite$/, rooms: ['store'] },
  { module: /^node:worker_threads$/, rooms: ['store'] },
  { module: /^jose$/, rooms: ['commands', 'transport'] },
  { module: /^pino$/, rooms: ['server', 'cli'] },
  { module: /^prom-client$/, rooms: ['server'] },
  { module: /^@kith\/schema(\/|$)/, rooms: ['server', 'cli'] },
];

/** Code that only these rooms may hold; a thread's shell stands at its edge and may read the clock. */
const codeOfRooms: readonly {
  readonly code: RegExp;
  readonly rooms: readonly string[];
  readonly inThreads?: boolean;
  readonly instead: string;
}[] = [
  {
    code: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bprocess\.hrtime\b/g,
    rooms: ['base'],
    inThreads: true,
    instead: 'take a Clock as an argument',
  },
  {
    code: /(?<![.\w])(?:setTimeout|setInterval|setImmediate)\b/g,
    rooms: ['base'],
    inThreads: true,
    instead: 'take a Clock as an argument',
  },
  { code: /\bMath\.random\b/g, rooms: [], instead: 'take a Random as an argument' },
  {
    code: /\brandom(?:Bytes|Int|UUID|FillSync)\b|\bgetRandomValues\b/g,
    rooms: ['base', 'server', 'cli'],
    instead: 'take a Random as an argument',
  },
];

/** `domain` is pure. */
const notInDomain = /\basync\b|\bawait\b|\bPromise\b|\bprocess\.|\bconsole\./g;

/** Checks one source against the order of the rooms. */
export function roomFindings(source: Source): Finding[] {
  if (isForTests(source.path)) return [];
  if (source.path.startsWith(protocolRoot)) return protocolFindings(source);
  if (source.path.startsWith(schemaRoot)) return schemaFindings(source);
  if (!source.path.startsWith(serverRoot)) return [];
  const room = roomOf(source.path);
  if (room === undefined) return [];
  if (rankOf(room) < 0) return [{ path: source.path, line: 1, says: `${room} is no room of the server` }];
  return [
    ...importsOf(source).flatMap((it) => found(source, it, importFault(source.path, room, it.specifier))),
    ...codeFindings(source, room),
  ];
}

/** The room of a file of the server; the files beside the rooms are the package's doors and in none. */
function roomOf(path: string): string | undefined {
  const [room, ...inside] = path.slice(serverRoot.length).split('/');
  return inside.length === 0 ? undefined : room;
}

function rankOf(room: string): number {
  return ranks.findIndex((rank) => rank.includes(room));
}

function found(source: Source, { line }: Import, says: string | undefined): Finding[] {
  return says === undefined ? [] : [{ path: source.path, line, says }];
}

function importFault(path: string, room: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return neighbourFault(path, room, specifier);
  if (room === 'domain' && specifier.startsWith('node:') && specifier !== 'node:crypto') {
    return `domain is pure and imports ${specifier}`;
  }
  const owned = modulesOfRooms.find(({ module }) => module.test(specifier));
  if (owned === undefined || owned.rooms.includes(room)) return undefined;
  return `${specifier} is imported only in ${owned.rooms.join(' and ')}`;
}

function neighbourFault(path: string, room: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  if (target === 'packages/server/package.json') return undefined;
  if (!target.startsWith(serverRoot)) return `${specifier} leaves the package: import it by its name`;
  const other = roomOf(target);
  if (other === undefined) return `${room} imports ${specifier}, which is a door of the whole package`;
  if (other === room || (rankOf(other) >= 0 && rankOf(other) < rankOf(room))) return undefined;
  return `${room} imports ${other}, which is not to its left`;
}

function codeFindings(source: Source, room: string): Finding[] {
  const code = codeOf(source);
  const isThread = source.path.endsWith('-thread.ts');
  const rules = codeOfRooms.filter(
    ({ rooms, inThreads }) => !rooms.includes(room) && !(isThread && inThreads === true),
  );
  const pure = room === 'domain' ? [{ code: notInDomain, instead: 'domain is pure' }] : [];
  return [...rules, ...pure].flatMap((rule) =>
    [...code.matchAll(rule.code)].map((match) => ({
      path: source.path,
      line: lineAt(code, match.index),
      says: `${match[0]} does not belong in ${room}: ${rule.instead}`,
    })),
  );
}

function protocolFindings(source: Source): Finding[] {
  return importsOf(source).flatMap((it) => {
    const { specifier } = it;
    const target = posix.join(posix.dirname(source.path), specifier);
    if (specifier.startsWith('.') ? target.startsWith(protocolRoot) : specifier === 'zod') return [];
    return found(source, it, `protocol runs in browsers and imports only zod and itself, not ${specifier}`);
  });
}

/** Apps carry the schema package in their pages, save for the part of it that writes files. */
function schemaFindings(source: Source): Finding[] {
  const writes = source.path.startsWith(`${schemaRoot}emit/`);
  return importsOf(source).flatMap((it) => {
    const { specifier } = it;
    const target = posix.join(posix.dirname(source.path), specifier);
    if (
      specifier.startsWith('.')
        ? target.startsWith(schemaRoot)
        : /^zod$|^@kith\/protocol(\/|$)/.test(specifier)
    )
      return [];
    if (writes && specifier.startsWith('node:')) return [];
    return found(
      source,
      it,
      `schemas run in browsers and import only zod, the protocol and themselves, not ${specifier}`,
    );
  });
}
