/** Every table on one connection. */
import type { DatabaseSync } from 'node:sqlite';
import { type TableName, tableSpecs } from '../../domain/rows.ts';
import { MessageTable } from './message-table.ts';
import { Table } from './tables.ts';

export type AllTables = Readonly<Record<TableName, Table>> & { readonly messages: MessageTable };

export function tablesOn(db: DatabaseSync): AllTables {
  const names = Object.keys(tableSpecs) as TableName[];
  const tables = Object.fromEntries(names.map((name) => [name, new Table(db, name)]));
  return { ...(tables as Record<TableName, Table>), messages: new MessageTable(db) };
}
