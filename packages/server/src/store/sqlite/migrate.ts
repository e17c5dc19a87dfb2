/** Migrations: brings a database forward to the schema of this program, all at once or not at all. */
import type { DatabaseSync } from 'node:sqlite';
import { begin } from './migrations/001-begin.ts';
import { waitingLinks } from './migrations/002-waiting-links.ts';
import { chats } from './migrations/003-chats.ts';
import { securityEvents } from './migrations/004-security-events.ts';
import { contestedSettings } from './migrations/005-contested-settings.ts';
import { indexedTo } from './migrations/006-indexed-to.ts';
import { apps } from './migrations/007-apps.ts';

/** Marks a SQLite file as Kith's: "Kith" in ASCII. */
export const applicationId = 0x4b697468;

/** Forward only: number n stands at place n − 1, and none is ever changed once released. */
const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'begin', sql: begin },
  { name: 'waiting-links', sql: waitingLinks },
  { name: 'chats', sql: chats },
  { name: 'security-events', sql: securityEvents },
  { name: 'contested-settings', sql: contestedSettings },
  { name: 'indexed-to', sql: indexedTo },
  { name: 'apps', sql: apps },
];

/** The schema that this program writes. */
export const schemaVersion = migrations.length;

/** Applies what is missing, in one transaction that nobody else can read or write beside. */
export function migrate(db: DatabaseSync, now: number): void {
  if (versionOf(db) === schemaVersion) return;
  db.exec('BEGIN EXCLUSIVE');
  try {
    const from = versionOf(db);
    for (const [index, { name, sql }] of migrations.slice(from).entries()) {
      db.exec(sql);
      db.prepare('INSERT INTO migrations (version, name, at) VALUES (?, ?, ?)').run(
        from + index + 1,
        name,
        now,
      );
    }
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion}`);
    db.exec('COMMIT');
  } catch (cause) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw cause;
  }
}

/** The schema version that a database stands at. */
export function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.user_version);
}
