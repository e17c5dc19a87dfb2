/** How tests run: one project per suffix, which says what a test needs; two files at a time. */
import { defineConfig } from 'vitest/config';

const second = 1000;

/** Suffixes with a project of their own; `x.test.ts` alone is a unit test. */
const suites = {
  /** The whole server from outside, over real sockets. */
  e2e: 120 * second,
  /** Real processes under faults. */
  rig: 600 * second,
};

const everywhere = ['**/node_modules/**', '**/.cache/**'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: ['default', './scripts/plain-line-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...everywhere, ...Object.keys(suites).map((suite) => `**/*.${suite}.test.ts`)],
          testTimeout: 30 * second,
          hookTimeout: 30 * second,
        },
      },
      ...Object.entries(suites).map(([suite, timeoutMs], index) => ({
        extends: true as const,
        test: {
          name: suite,
          sequence: { groupOrder: index + 1 },
          include: [`**/*.${suite}.test.ts`],
          exclude: everywhere,
          testTimeout: timeoutMs,
          hookTimeout: timeoutMs,
        },
      })),
    ],
  },
});
