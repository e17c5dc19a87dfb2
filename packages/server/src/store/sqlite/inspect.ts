/** Inspecting a database before anything of it is written: foreign, newer and damaged ones are refused as they are. */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { openAtRest, pragma } from './connection.ts';
import { applicationId, schemaVersion, versionOf } from './migrate.ts';
import { permitted } from './permission.ts';
import { DatabaseRefused } from './refused.ts';
import { codeOf } from './result-code.ts';

/** The header of a SQLite file (https://sqlite.org/fileformat.html#the_database_header). */
const headerBytes = 100;
const magic = 'SQLite format 3\0';

/** Up to this size the structure is checked at every start; above it only `verify` does. */
const checkedBytesMax = 64 * 1024 * 1024;

/** Says whether there is a database at `path`; refuses one that is not fit to be opened. Changes nothing. */
export function inspect(path: string): 'absent' | 'fit' {
  return permitted(path, () => look(path));
}

function look(path: string): 'absent' | 'fit' {
  if (!existsSync(path)) {
    if (sizeOf(`${path}-wal`) > 0) throw damaged(path, 'it is missing, and yet its write-ahead log is there');
    return 'absent';
  }
  refuseHeader(path);
  let db: DatabaseSync | undefined;
  try {
    db = openAtRest(path);
    refuseContent(path, db);
  } catch (cause) {
    if (codeOf(cause) === undefined) throw cause;
    throw damaged(path, 'SQLite cannot read it', cause);
  } finally {
    db?.close();
  }
  return 'fit';
}

function refuseHeader(path: string): void {
  const size = sizeOf(path);
  if (size === 0) throw damaged(path, 'it is empty');
  const header = readHeader(path);
  if (header.toString('latin1', 0, magic.length) !== magic) {
    throw foreign(path, 'is not a SQLite database');
  }
  if (size < headerBytes) throw damaged(path, 'it is cut off');
  if (header.readUInt32BE(68) !== applicationId) {
    throw foreign(path, 'is the database of another program');
  }
  const pageBytes = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  // Pages may be missing from the file only while the write-ahead log still holds them.
  if (sizeOf(`${path}-wal`) === 0 && size < pageBytes * header.readUInt32BE(28)) {
    throw damaged(path, 'it is cut off');
  }
}

function refuseContent(path: string, db: DatabaseSync): void {
  const version = versionOf(db);
  if (version > schemaVersion) {
    throw new DatabaseRefused('newer', {
      says: `${path} was written by a newer Kith (schema ${version}, this one knows ${schemaVersion})`,
      hint: 'Start the newer Kith again, or restore a backup that was made before the upgrade.',
    });
  }
  if (version < 1) throw damaged(path, 'it has no schema');
  if (sizeOf(path) > checkedBytesMax) return;
  const verdict = pragma(db, 'quick_check(1)');
  if (verdict !== 'ok') throw damaged(path, String(verdict));
}

function readHeader(path: string): Buffer {
  const header = Buffer.alloc(headerBytes);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, headerBytes, 0);
  } finally {
    closeSync(file);
  }
  return header;
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function foreign(path: string, what: string): DatabaseRefused {
  return new DatabaseRefused('foreign', {
    says: `${path} ${what}`,
    hint: 'Give Kith a data directory of its own.',
  });
}

function damaged(path: string, what: string, cause?: unknown): DatabaseRefused {
  return new DatabaseRefused('damaged', {
    says: `${path} is damaged: ${what}`,
    hint: 'Restore a backup with `kith restore`. To begin anew instead, move the file and those named after it away.',
    cause,
  });
}
