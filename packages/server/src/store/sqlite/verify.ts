/** Verifying a database: everything that can be recomputed or compared, on one moment of it. */
import type { DatabaseSync } from 'node:sqlite';
import type { Verification } from '../port.ts';
import { openForReading } from './connection.ts';
import { Problems } from './problems.ts';
import { verifyLog } from './verify-log.ts';
import { verifyRows } from './verify-rows.ts';

/** Verifies the database at `path`, in use or not. */
export function verifyDatabase(path: string): Verification {
  const db = openForReading(path);
  try {
    db.exec('BEGIN');
    const problems = new Problems();
    verifyStructure(db, problems);
    const log = verifyLog(db, problems);
    verifyRows(db, problems);
    return { ok: problems.lines.length === 0, ...log, problems: problems.lines };
  } finally {
    db.close();
  }
}

function verifyStructure(db: DatabaseSync, problems: Problems): void {
  for (const row of db.prepare('PRAGMA integrity_check(20)').all()) {
    const verdict = String(Object.values(row)[0]);
    if (verdict !== 'ok') problems.add(`structure: ${verdict}`);
  }
}
