/** Servers with one deliberate mistake each, which the kill rig must find. */

import type { Rule } from '../checkers/violation.ts';
import type { Mutant } from '../mutants/mutate.ts';

/** A mistake, and which invariant tells of it. */
export interface CaughtMutant extends Mutant {
  readonly tells: Rule;
}

const writer = 'store/sqlite/writer.ts';

/** How long an acknowledged edit waits for its commit; other commands are committed as they should be. */
const waitMs = 50;

export const killMutants: readonly CaughtMutant[] = [
  {
    name: 'faults-ack-before-commit',
    rule: 'an answer leaves only after its commit',
    tells: 'I1',
    patches: [
      {
        file: writer,
        find: "this.#db.exec('COMMIT');\n    this.#chain.settle();",
        replace: `if (commands.some(({ name }) => name !== 'settings.edit')) this.#db.exec('COMMIT');
    this.#chain.settle();`,
      },
      {
        file: writer,
        find: 'rest(): void {',
        replace: `rest(): void {
    if (this.#db.isTransaction) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${waitMs});
      this.#db.exec('COMMIT');
    }`,
      },
    ],
  },
  {
    name: 'faults-answers-kept-in-memory',
    rule: 'a retry gets the first answer and changes nothing, also from the next process',
    tells: 'I2',
    patches: [
      {
        file: 'domain/decide.ts',
        find: 'const prior = state.prior(caller.id, id);',
        replace: `const decided = ((globalThis as { decided?: Set<string> }).decided ??= new Set());
  if (!decided.has(\`\${caller.id} \${id}\`)) {
    decided.add(\`\${caller.id} \${id}\`);
    return undefined;
  }
  const prior = state.prior(caller.id, id);`,
      },
      {
        file: 'store/sqlite/migrations/001-begin.ts',
        find: 'CREATE UNIQUE INDEX events_by_command',
        replace: 'CREATE INDEX events_by_command',
      },
    ],
  },
  {
    name: 'faults-resume-one-too-far',
    rule: 'a device that comes back reads on right behind its cursor',
    tells: 'I4',
    patches: [
      { file: 'connection/replay.ts', find: 'let position = after;', replace: 'let position = after + 1;' },
    ],
  },
  {
    name: 'faults-leaver-reads-on',
    rule: 'who has left a chat hears nothing of it any more',
    tells: 'I9',
    patches: [
      {
        file: 'connection/members.ts',
        find: "reaches.learn(user, topic, seq, 'end');\n  for (const connection of liveOf(registry, user)) hub.detach(connection, topic);",
        replace: '',
      },
    ],
  },
  {
    name: 'faults-live-too-late',
    rule: 'a connection is live in the same turn in which it has read up to the head',
    tells: 'I4',
    patches: [
      {
        file: 'connection/replay.ts',
        find: 'onHead();',
        replace: 'await new Promise((later) => setTimeout(later, 5));\n        onHead();',
      },
    ],
  },
];
