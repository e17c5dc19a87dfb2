/** A probe in a Kith server: counts what its writer committed, and answers `commits`. */
import { Writing } from '../../packages/server/src/store/sqlite/writing.ts';

const counted = { commits: 0, events: 0 };
const { take } = Writing.prototype;

Writing.prototype.take = function (report) {
  for (const { events } of report.commits) {
    if (events.length === 0) continue;
    counted.commits += 1;
    counted.events += events.length;
  }
  take.call(this, report);
};

process.on('message', (question) => {
  if (question === 'commits') process.send?.(counted);
});
process.on('disconnect', () => process.exit());
process.channel?.unref();
