/** Verifying a database: everything that can be recomputed or compared, on one moment of it. */
import type { DatabaseSync } from 'node:sqlite';
import { noChain } from '../event-hash.ts';
import type { Verification } from '../port.ts';
import { openForReading } from './connection.ts';
import { Problems } from './problems.ts';
import { codeOf, resultCode } from './result-code.ts';
import { type LogFound, verifyLog } from './verify-log.ts';
import { verifyRows } from './verify-rows.ts';

/** Verifies the database at `path`, in use or not. */
export function verifyDatabase(path: string): Verification {
  const problems = new Problems();
  let found: LogFound = { events: 0, head: 0, chain: noChain };
  try {
    const db = openForReading(path);
    try {
      db.exec('BEGIN');
      verifyStructure(db, problems);
      found = verifyLog(db, problems);
      verifyRows(db, problems);
    } finally {
      db.close();
    }
  } catch (cause) {
    const code = codeOf(cause);
    if (code !== resultCode.corrupt && code !== resultCode.notDatabase) throw cause;
    problems.add('structure: SQLite cannot read on');
  }
  return { ok: problems.lines.length === 0, ...found, problems: problems.lines };
}

function verifyStructure(db: DatabaseSync, problems: Problems): void {
  for (const row of db.prepare('PRAGMA integrity_check(20)').all()) {
    for (const verdict of String(Object.values(row)[0]).split('\n')) {
      if (verdict !== 'ok') problems.add(`structure: ${verdict}`);
    }
  }
}
