/** Every table on one connection. */
import type { DatabaseSync } from 'node:sqlite';
import { type TableName, tableSpecs } from '../../domain/rows.ts';
import { Table } from './tables.ts';
import { MessageTable } from './words.ts';

export function tablesOn(db: DatabaseSync): Readonly<Record<TableName, Table>> {
  const names = Object.keys(tableSpecs) as TableName[];
  const tables = names.map((name) => [
    name,
    name === 'messages' ? new MessageTable(db) : new Table(db, name),
  ]);
  return Object.fromEntries(tables) as Record<TableName, Table>;
}
