/** The rooms of the web client: which may import which, so that a page can be changed or removed alone. */
import { posix } from 'node:path';
import { type Finding, importsOf, isForTests, type Source } from './source.ts';

/** A room imports itself and those before it. */
const rooms = ['appearance', 'words', 'ui', 'chats', 'shell', 'synced', 'entry', 'pages'];

/** Files beside the rooms that rooms may import; the others put the rooms together. */
const facts = ['pages.json', 'this-browser.ts'];

const webRoot = 'apps/web/src/';

/** Checks one source of the web client; a test may look at any part of it. */
export function webRoomFindings(source: Source): Finding[] {
  const { path } = source;
  const [room = '', ...inside] = path.slice(webRoot.length).split('/');
  if (!path.startsWith(webRoot) || isForTests(path) || inside.length === 0) return [];
  if (!rooms.includes(room)) return [{ path, line: 1, says: `${room} is no room of the web client` }];
  return importsOf(source).flatMap(({ specifier, line }) => {
    const says = specifier.startsWith('.') ? importFault(path, room, specifier) : undefined;
    return says === undefined ? [] : [{ path, line, says }];
  });
}

function importFault(path: string, room: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith(webRoot)) return `${specifier} leaves the web client: import a package by its name`;
  const [other = '', ...inside] = target.slice(webRoot.length).split('/');
  if (inside.length === 0) {
    return facts.includes(other) ? undefined : `${other} puts the rooms together, and none imports it`;
  }
  if (room === 'pages' && other === 'pages' && pageOf(path) !== pageOf(target)) {
    return `a page imports no other page: ${specifier}`;
  }
  return rooms.includes(other) && rooms.indexOf(other) <= rooms.indexOf(room)
    ? undefined
    : `${room} imports ${other}, which is not before it`;
}

/** The folder of a page, which is its name. */
function pageOf(path: string): string | undefined {
  return path.slice(`${webRoot}pages/`.length).split('/')[0];
}
