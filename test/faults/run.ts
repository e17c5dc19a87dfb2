/** `npm run test:faults`: the full run of the fault rig; or the checkers once more over the record of an earlier one. */
import { parseArgs } from 'node:util';
import { check } from '../checkers/check.ts';
import type { Violation } from '../checkers/violation.ts';
import { killRun } from './kill-run.ts';
import { readRecord } from './recorder.ts';
import { countsOf, lineOf } from './report.ts';

/** Violations that are shown. */
const shownMax = 20;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    kills: { type: 'string', default: '60' },
    users: { type: 'string', default: '12' },
    bystanders: { type: 'string', default: '40' },
    check: { type: 'string' },
  },
});

function show(line: string, violations: readonly Violation[]): void {
  for (const { rule, wrong, says } of violations.slice(0, shownMax)) console.log(`${rule} ${wrong}: ${says}`);
  if (violations.length > shownMax) console.log(`and ${violations.length - shownMax} more`);
  console.log(line);
  if (violations.length > 0) process.exitCode = 1;
}

if (values.check !== undefined) {
  const entries = readRecord(values.check);
  const violations = check(entries);
  show(lineOf(countsOf(entries), violations), violations);
} else {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 32));
  const kills = Number(values.kills);
  const users = Number(values.users);
  const bystanders = Number(values.bystanders);
  console.log(`kill -9: seed ${seed}, ${kills} kills`);
  const { violations, line, record } = await killRun({
    seed,
    kills,
    users,
    bystanders,
    newcomers: Math.ceil(kills / 3),
  });
  show(line, violations);
  if (record !== undefined) console.log(`record: ${record}`);
}
