/**
 * Prints how often each merge rule loses a clearly last edit: `npm run table:settings -- [--seed n] [--count n]`.
 *
 * With `--record` the table of the page's own schedules goes into `docs/settings.md`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { between } from '../../../bench/markdown.ts';
import { lossTable, page, place, recorded } from './report.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(recorded.from) },
    count: { type: 'string', default: String(recorded.count) },
    record: { type: 'boolean', default: false },
  },
});
const seeds = values.record ? recorded : { from: Number(values.seed), count: Number(values.count) };
const table = await lossTable(seeds);
console.log(table);
if (values.record) writeFileSync(page, between(readFileSync(page, 'utf8'), place, table));
