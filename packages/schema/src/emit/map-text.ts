/** Writes the function that makes a value of an older key; it must mean the same where it is written as where it stands. */
import { createContext, runInContext } from 'node:vm';
import type { Json } from '@kith/protocol';

type MapText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly wrong: string };

/** What the function is tried with, besides the default of the older key. */
const usual: readonly Json[] = [null, true, false, 0, 1.5, '', 'a', [], [1], {}, { a: 1 }];

const timeoutMs = 1000;

/** The text of a function that uses nothing around it, and is asked for nothing that only Node has. */
export function mapText(map: (old: Json) => unknown, sample?: Json): MapText {
  const text = Function.prototype.toString.call(map);
  // An empty world: it has the language, and nothing else.
  const world = createContext(Object.create(null));
  try {
    runInContext(`globalThis.map = (${text})`, world, { timeout: timeoutMs });
  } catch {
    return { ok: false, wrong: 'is not written as an arrow function' };
  }
  for (const old of sample === undefined ? usual : [sample, ...usual]) {
    const here = outcome(() => map(old));
    const there = outcome(() => {
      const code = `JSON.stringify([map(JSON.parse(${JSON.stringify(JSON.stringify(old))}))])`;
      const [made] = JSON.parse(String(runInContext(code, world, { timeout: timeoutMs }))) as unknown[];
      return made ?? undefined;
    });
    if (here !== there) {
      return {
        ok: false,
        wrong: `uses what is around it: of ${JSON.stringify(old)} it makes ${there}, not ${here}`,
      };
    }
  }
  return { ok: true, text };
}

/** What becomes of a try, so that two can be compared. */
function outcome(make: () => unknown): string {
  try {
    return JSON.stringify(make() ?? null);
  } catch (error) {
    return String((error as Error).message);
  }
}
