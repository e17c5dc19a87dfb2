/** Migrations: forward, once, all or nothing; the schema is what the specifications of the rows say. */
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { type TableName, type TableSpec, tableSpecs } from '../../domain/rows.ts';
import { message } from '../state-contract/stage.ts';
import { pragma } from './connection.ts';
import { MessageTable } from './message-table.ts';
import { applicationId, migrate, schemaVersion, versionOf } from './migrate.ts';
import { begin } from './migrations/001-begin.ts';
import { waitingLinks } from './migrations/002-waiting-links.ts';
import { chats } from './migrations/003-chats.ts';
import { snake } from './names.ts';
import type { Row } from './tables.ts';
import { chatWord, Words } from './words.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

/** Tables whose rows stand in the order of their making, under a number of SQLite's own that the index of words names. */
const numbered: readonly TableName[] = ['messages'];

function migrated(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  migrate(db, 1);
  return db;
}

/** The columns of each index of a table that lets no value stand twice. */
function uniqueIndexes(db: DatabaseSync, table: string): string[] {
  return db
    .prepare(`SELECT i.name AS name, group_concat(c.name) AS columns FROM pragma_index_list('${snake(table)}') i
      JOIN pragma_index_info(i.name) c WHERE i."unique" = 1 GROUP BY i.name`)
    .all()
    .map(({ columns }) => String(columns));
}

describe.each(Object.keys(tableSpecs) as TableName[])('table %s', (name) => {
  const spec = tableSpecs[name] as unknown as TableSpec;
  const columns = migrated()
    .prepare(`SELECT name, type, "notnull", pk FROM pragma_table_info('${snake(name)}')`)
    .all() as unknown as Column[];

  test('has the columns of its specification and no others', () => {
    const specified = Object.entries(spec.columns as Record<string, string>).map(
      ([column, type]) => `${snake(column)} ${type.toUpperCase()}`,
    );
    if (numbered.includes(name)) specified.push('number INTEGER');
    expect(columns.map((column) => `${column.name} ${column.type}`).sort()).toEqual(specified.sort());
  });

  test('has its key', () => {
    const key = (spec.key as readonly string[]).map(snake);
    const primary = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    expect(primary.map((column) => column.name)).toEqual(numbered.includes(name) ? ['number'] : key);
    expect(uniqueIndexes(migrated(), name)).toContain(key.join(','));
    for (const part of columns.filter((column) => key.includes(column.name))) expect(part.notnull).toBe(1);
  });

  test('answers every lookup by an index, in key order, without sorting', () => {
    const db = migrated();
    for (const { by, unique } of Object.values(spec.lookups)) {
      const where = (by as readonly string[]).map((column) => `"${snake(column)}" = ?`).join(' AND ');
      const order = (spec.key as readonly string[]).map((column) => `"${snake(column)}"`).join(', ');
      const sql = `SELECT * FROM ${snake(name)} ${where === '' ? '' : `WHERE ${where}`} ORDER BY ${order}`;
      const plan = db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => String(row.detail));
      expect(plan.join('\n')).not.toContain('TEMP B-TREE');
      if (by.length > 0) expect(plan.join('\n')).toContain('SEARCH');
      if (unique === true) expect(plan.join('\n')).toMatch(/SEARCH .* USING (PRIMARY KEY|INDEX)/);
    }
  });
});

test('unique lookups are unique in the database too', () => {
  const db = migrated();
  for (const [name, spec] of Object.entries(tableSpecs)) {
    for (const { by, unique } of Object.values((spec as unknown as TableSpec).lookups)) {
      if (unique !== true) continue;
      expect(uniqueIndexes(db, name)).toContain((by as readonly string[]).map(snake).join(','));
    }
  }
});

test('they mark the database as Kith’s and record themselves', () => {
  const db = migrated();
  expect(pragma(db, 'application_id')).toBe(applicationId);
  expect(versionOf(db)).toBe(schemaVersion);
  const recorded = db.prepare('SELECT version, at FROM migrations').all();
  expect(recorded.map(({ version }) => version)).toEqual(
    Array.from({ length: schemaVersion }, (_, index) => index + 1),
  );
});

test('again they change nothing', () => {
  const db = migrated();
  const before = db.prepare('SELECT * FROM migrations').all();
  migrate(db, 2);
  expect(db.prepare('SELECT * FROM migrations').all()).toEqual(before);
});

test('what stands in a database of the first schema is still there in this one', () => {
  const db = new DatabaseSync(':memory:');
  db.exec(begin);
  db.exec(`PRAGMA user_version = 1;
    INSERT INTO links VALUES ('lnk_1', 'usr_1', 'hash', 'dev_1', 1, 2, 'redeemed', NULL, 'dev_2', '42', 0);
    INSERT INTO settings VALUES ('usr_1', 'demo', 'user', 'theme', '"dark"', 7, 5, 6, 'dev_1', 'op', 1, 1)`);
  migrate(db, 1);
  expect(versionOf(db)).toBe(schemaVersion);
  expect(db.prepare('SELECT * FROM links').all()).toMatchObject([
    { id: 'lnk_1', number: '42', redeemed_seq: null },
  ]);
  expect(db.prepare('SELECT * FROM settings').all()).toMatchObject([
    { key: 'theme', value: '"dark"', rev: 7, last_change: 1, contested: null },
  ]);
});

test('messages of a database of the third schema stand in the index of words, and stay there; new ones wait', () => {
  const db = new DatabaseSync(':memory:');
  for (const sql of [begin, waitingLinks, chats]) db.exec(sql);
  db.exec(`PRAGMA user_version = 3;
    INSERT INTO messages (number, chat_id, seq, id, at, user_id, text, live) VALUES
      (1, 'cht_a', 1, 'msg_1', 1, 'usr_a', 'tea', 1), (2, 'cht_a', 2, 'msg_2', 1, 'usr_a', NULL, 0);
    INSERT INTO message_words (rowid, chat, words) VALUES (1, '${chatWord('cht_a')}', 'tea')`);
  migrate(db, 1);
  const [table, words] = [new MessageTable(db), new Words(db)];
  const found = (word: string) =>
    words
      .search({ phrases: [{ words: [word], isBeginning: false }], chats: ['cht_a'], limit: 9 })
      .map(({ seq }) => seq);
  expect(found('tea')).toEqual([1]);
  table.put(message('cht_a', 3, { id: 'msg_3', text: 'tea' }) as unknown as Row);
  table.put(message('cht_a', 1, { id: 'msg_1', text: 'coffee' }) as unknown as Row);
  expect([found('tea'), found('coffee')]).toEqual([[3], [1]]);
  expect(db.prepare('SELECT id FROM message_words_docsize').all()).toMatchObject([{ id: 1 }]);
});

test('one that fails leaves nothing behind', () => {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE devices (something TEXT)');
  expect(() => migrate(db, 1)).toThrow();
  expect(db.isTransaction).toBe(false);
  expect(versionOf(db)).toBe(0);
  expect(
    db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name),
  ).toEqual(['devices']);
});
