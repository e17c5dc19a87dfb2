/** Statements on rows: what goes on behind a key begins there, and passes over nothing. */
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { type KeyPart, openKey, type TableName, type TableSpec, tableSpecs } from '../../domain/rows.ts';
import { migrate } from './migrate.ts';
import { Table } from './tables.ts';

/** A database that keeps the statements that are made on it. */
class Listening extends DatabaseSync {
  readonly said: string[] = [];

  override prepare(sql: string) {
    this.said.push(sql);
    return super.prepare(sql);
  }
}

const lookups = (Object.keys(tableSpecs) as TableName[]).flatMap((name) => {
  const spec = tableSpecs[name] as unknown as TableSpec;
  const many = Object.entries(spec.lookups).filter(([, { unique }]) => unique !== true);
  return many.map(([lookup, { by }]) => ({ name, lookup, spec, by: by as readonly string[] }));
});

test.each(lookups)('$name by $lookup goes on behind a key by its index', ({ name, lookup, spec, by }) => {
  const db = new Listening(':memory:');
  migrate(db, 1);
  const someOf = (column: string): KeyPart =>
    (spec.columns as Record<string, string>)[column] === 'integer' ? 1 : 'x';
  const after = (spec.key as readonly string[]).map(someOf);
  expect(new Table(db, name).list(lookup, by.map(someOf), { after, limit: 1 })).toEqual([]);
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${db.said.at(-1)}`).all();
  const [step = '', ...more] = plan.map(({ detail }) => String(detail));
  expect(more, step).toEqual([]);
  expect(step).toMatch(/^SEARCH /);
  expect(step).toMatch(openKey(spec, lookup).length === 1 ? />\?/ : /\)>\(/);
});

test('a key that is of no row of the lookup is a mistake', () => {
  const db = new DatabaseSync(':memory:');
  migrate(db, 1);
  const members = new Table(db, 'members');
  expect(() => members.list('byChat', ['cht_a'], { after: ['cht_b', 'usr_a'] })).toThrow('one of its rows');
});
