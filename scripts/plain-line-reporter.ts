/** Ends a test run with one plain line, `N passed, N failed`; or leaves the two numbers to the script that asked. */
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { plainLine, type Tally, tallyFileVariable } from './tally.ts';

export default class PlainLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tally = count(modules, unhandled);
    const file = process.env[tallyFileVariable];
    if (file === undefined) process.stdout.write(`${plainLine(tally)}\n`);
    else writeFileSync(file, JSON.stringify(tally));
  }
}

/** A file that could not be loaded and an error outside any test count as failed, for no test tells of them. */
function count(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Tally {
  let passed = 0;
  let failed = unhandled.length;
  for (const module of modules) {
    let failedHere = 0;
    for (const { ok } of outcomes(module)) {
      if (ok) passed += 1;
      else failedHere += 1;
    }
    failed += failedHere === 0 && !module.ok() ? 1 : failedHere;
  }
  return { passed, failed };
}

function outcomes(module: TestModule): { ok: boolean }[] {
  return [...module.children.allTests()]
    .filter((test) => test.result().state !== 'skipped')
    .map((test) => ({ ok: test.ok() }));
}
