/** Checks of the machine: Node, SQLite, the clock, open files. */
import { statSync } from 'node:fs';
import { refuseOldSqlite } from '../../store/sqlite/connection.ts';
import { DatabaseRefused } from '../../store/sqlite/refused.ts';
import { spellDuration } from '../spell.ts';
import type { Finding } from './finding.ts';

const nodeMajorMin = 24;

/** A clock before this is surely wrong. */
const builtAt = Date.UTC(2026, 0, 1);
const clockSlackMs = 60_000;

/** Each socket takes one, and so do files. */
const openFilesMin = 4_096;

export function checkNode(nodeVersion: string = process.versions.node): Finding {
  const good = Number(nodeVersion.split('.')[0]) >= nodeMajorMin;
  const found = { check: 'Node', found: nodeVersion };
  return good
    ? { ...found, verdict: 'good' }
    : { ...found, verdict: 'bad', fix: `use Node ${nodeMajorMin} or later` };
}

export function checkSqlite(): Finding {
  const check = 'SQLite';
  try {
    refuseOldSqlite();
    return { check, verdict: 'good', found: process.versions.sqlite ?? 'in Node' };
  } catch (error) {
    if (!(error instanceof DatabaseRefused)) throw error;
    return { check, verdict: 'bad', found: error.message, fix: error.hint };
  }
}

/** Compares the clock with what is known to be past: this program, and the last write to the database. */
export function checkClock(database: string, now: number): Finding {
  const found = { check: 'clock', found: new Date(now).toISOString() };
  if (now < builtAt)
    return { ...found, verdict: 'bad', fix: 'set the clock of this machine; let NTP keep it' };
  const writtenAt = statSync(database, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (writtenAt <= now + clockSlackMs) return { ...found, verdict: 'good' };
  return {
    ...found,
    verdict: 'doubtful',
    fix: `the database was written ${spellDuration(writtenAt - now)} later than now: check the clock`,
  };
}

export function checkOpenFiles(): Finding {
  const check = 'open files';
  // Node raises its own limit to the hard one.
  const limit = hardLimit() ?? 'unknown';
  if (typeof limit !== 'number' || limit >= openFilesMin)
    return { check, verdict: 'good', found: String(limit) };
  return {
    check,
    verdict: 'doubtful',
    found: String(limit),
    fix: `allow ${openFilesMin} or more: ulimit -n, or LimitNOFILE= in systemd`,
  };
}

interface Report {
  readonly userLimits?: { readonly open_files?: { readonly hard?: number | string } };
}

function hardLimit(): number | string | undefined {
  // Without this, the report looks up the names of all peers.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as unknown as Report;
  return userLimits?.open_files?.hard;
}
