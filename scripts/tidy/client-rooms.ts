/** What the client may import: nothing but itself, the protocol without zod, React in its hooks, and Node in its door for Node. */
import { posix } from 'node:path';
import { type Finding, importsOf, isForTests, type Source } from './source.ts';

const root = 'packages/client/src/';
const hooks = [`${root}react/`, `${root}chat/react/`];
/** Types alone from the first: a test of the package's size finds its code. The others need no zod. */
const ofProtocol = ['@kith/protocol', '@kith/protocol/apps', '@kith/protocol/json-policy'];
const nodeDoor = `${root}node.ts`;

/** Checks one source of the client. */
export function clientRoomFindings(source: Source): Finding[] {
  const { path } = source;
  if (!path.startsWith(root) || isForTests(path)) return [];
  return importsOf(source).flatMap(({ specifier, line }) => {
    const says = fault(path, specifier);
    return says === undefined ? [] : [{ path, line, says }];
  });
}

function isInHooks(path: string): boolean {
  return hooks.some((it) => path.startsWith(it));
}

function fault(path: string, specifier: string): string | undefined {
  const isHook = isInHooks(path);
  if (specifier.startsWith('.')) {
    const target = posix.join(posix.dirname(path), specifier);
    if (!target.startsWith(root)) return `${specifier} leaves the package: import it by its name`;
    if (isInHooks(target) && !isHook) return `the client needs no React, and imports ${specifier}`;
    return undefined;
  }
  if (ofProtocol.includes(specifier)) return undefined;
  if (specifier === 'react' && isHook) return undefined;
  if (specifier.startsWith('node:') && path === nodeDoor) return undefined;
  return `the client carries no other package, and imports ${specifier}`;
}
