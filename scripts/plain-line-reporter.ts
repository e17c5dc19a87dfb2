/** Ends a test run with its plain line, `N passed, N failed`, and what to know of it; or leaves that to the script that asked. */
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { type Again, lastLines, type Tally, tallyFileVariable } from './tally.ts';

export default class PlainLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const tally = count(modules, unhandled);
    const file = process.env[tallyFileVariable];
    if (file === undefined) process.stdout.write(`${lastLines(tally)}\n`);
    else writeFileSync(file, JSON.stringify(tally));
  }
}

/** A file that could not be loaded and an error outside any test count as failed, for no test tells of them. */
function count(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Tally {
  let passed = 0;
  let failed = unhandled.length;
  const again: Again[] = [];
  for (const module of modules) {
    let failedHere = 0;
    for (const test of testsOf(module)) {
      if (test.ok()) passed += 1;
      else failedHere += 1;
      if (test.diagnostic()?.flaky === true) again.push(triedAgain(test));
    }
    failed += failedHere === 0 && !module.ok() ? 1 : failedHere;
  }
  return { passed, failed, again };
}

function testsOf(module: TestModule): TestCase[] {
  return [...module.children.allTests()].filter((test) => test.result().state !== 'skipped');
}

function triedAgain(test: TestCase): Again {
  const [first] = test.result().errors ?? [];
  return {
    test: `${test.module.relativeModuleId} > ${test.fullName}`,
    error: first?.message ?? 'no error told',
  };
}
