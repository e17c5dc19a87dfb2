/** The machine that figures were taken on: without it no number means anything. */
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** One line: cores, memory, system, Node. */
export function describeMachine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  return [
    `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), load generator included`,
    `${gigabytes} GB`,
    `${platform()} ${release()}`,
    `Node ${process.versions.node}`,
    `SQLite ${process.versions.sqlite}`,
  ].join(', ');
}

/** The load averages over 1, 5 and 15 minutes: what else the machine did. */
export function describeLoad(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(' ');
}
