/** Where a schedule of chats is played: the deciders over a state in memory, or a store on SQLite. */
import { join } from 'node:path';
import type { Json, MethodName } from '@kith/protocol';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../packages/server/src/base/clock.ts';
import { digestOf } from '../../packages/server/src/commands/handler.ts';
import type { Command, Outcome, Policy } from '../../packages/server/src/domain/command.ts';
import { decide } from '../../packages/server/src/domain/decide.ts';
import { type TableName, tableSpecs } from '../../packages/server/src/domain/rows.ts';
import type { View } from '../../packages/server/src/domain/state.ts';
import { openForReading } from '../../packages/server/src/store/sqlite/connection.ts';
import { createSqliteStore } from '../../packages/server/src/store/sqlite/store.ts';
import { SqliteView } from '../../packages/server/src/store/sqlite/view.ts';
import { easyPolicy } from '../support/easy-policy.ts';
import { Scene } from '../support/scene.ts';
import { emptyDir } from '../support/store-dir.ts';

export interface World {
  /** What is committed now. */
  readonly view: View;
  execute(command: Command): Promise<Outcome>;
  /** Time goes by. */
  pass(ms: number): void;
  /** All that is kept, rows and log, as text. */
  everything(): string;
}

/** A durable command as a device sends it. */
export interface Asking {
  readonly device: string;
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly id: string;
}

/** Has a device ask for something. */
export function ask(world: World, { device, name, params, id }: Asking): Promise<Outcome> {
  const digest = digestOf({ method: name as MethodName }, params as Json);
  return world.execute({ name, params, actor: { kind: 'device', device, gen: 1 }, id, digest });
}

export function memoryWorld(policy: Partial<Policy>): World {
  const scene = new Scene({ ...easyPolicy, ...policy });
  const { state, means } = scene;
  const tables = Object.keys(tableSpecs) as TableName[];
  return {
    view: state,
    execute: async (command) => decide(state, means, command),
    pass: (ms) => scene.later(ms),
    everything: () => JSON.stringify([state.log, tables.map((table) => state.rows(table))]),
  };
}

export async function sqliteWorld(policy: Partial<Policy>): Promise<World> {
  const path = join(emptyDir(), 'kith.db');
  let now = 1_000_000_000_000;
  const store = await createSqliteStore({
    path,
    macKey: new Uint8Array(32),
    policy: { ...easyPolicy, ...policy },
    threads: false,
    clock: { now: () => now, soon: systemClock.soon },
  });
  const db = openForReading(path);
  const view = new SqliteView(db);
  onTestFinished(async () => {
    db.close();
    await store.close();
  });
  const names = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    .all();
  return {
    get view() {
      view.refresh();
      return view;
    },
    execute: (command) => store.execute(command),
    pass(ms) {
      now += ms;
    },
    everything: () => names.map(({ name }) => textOf(db.prepare(`SELECT * FROM "${name}"`).all())).join(),
  };
}

/** Rows as text, bytes included: the index of words stands in them. */
function textOf(rows: readonly object[]): string {
  const values = rows.flatMap((row) => Object.values(row));
  return values
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value))
    .join();
}
