/** How tests run: one project for each kind, which says what a test needs; two files at a time. */
import { defineConfig } from 'vitest/config';

const second = 1000;

interface Kind {
  readonly name: string;
  readonly include: string;
  readonly timeoutMs: number;
  /** How often a failed test is tried again. Whatever passes only so is told in the last lines of the run. */
  readonly retry?: number;
  /** What is made ready once, before the first test of the kind. */
  readonly setUp?: string;
}

/** Kinds of tests with a project of their own, run after the unit tests and one kind after the other. */
const kinds: readonly Kind[] = [
  /** Thousands of schedules against a model. */
  { name: 'property', include: '**/*.property.test.ts', timeoutMs: 300 * second },
  /** Mistakes planted in the source, each of which a property must find. */
  { name: 'mutants', include: 'test/mutants/**/*.test.ts', timeoutMs: 600 * second },
  /** The whole server from outside, over real sockets. */
  { name: 'e2e', include: '**/*.e2e.test.{ts,tsx}', timeoutMs: 120 * second },
  /** The pages as people see them, in a real Chromium. */
  {
    name: 'browser',
    include: '**/*.browser.test.ts',
    timeoutMs: 120 * second,
    retry: 1,
    setUp: './test/browser/support/built.ts',
  },
  /** Real processes under faults. */
  { name: 'rig', include: '**/*.rig.test.ts', timeoutMs: 900 * second },
];

const everywhere = ['**/node_modules/**', '**/.cache/**'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    // What is waited for comes later on a busy machine: only its never coming is a failure.
    expect: { poll: { timeout: 30 * second } },
    globalSetup: ['./test/support/temporary.ts'],
    reporters: ['default', './scripts/plain-line-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...everywhere, ...kinds.map(({ include }) => include)],
          testTimeout: 60 * second,
          hookTimeout: 60 * second,
        },
      },
      ...kinds.map(({ name, include, timeoutMs, retry = 0, setUp }, index) => ({
        extends: true as const,
        test: {
          name,
          include: [include],
          exclude: everywhere,
          globalSetup: setUp === undefined ? [] : [setUp],
          sequence: { groupOrder: index + 1 },
          retry,
          testTimeout: timeoutMs,
          hookTimeout: timeoutMs,
        },
      })),
    ],
  },
});
