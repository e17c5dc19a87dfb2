/** The reader: runs queries, each on one moment of the committed state. Plain and synchronous. */
import type { DatabaseSync } from 'node:sqlite';
import { type QueryName, queries } from '../../domain/queries.ts';
import type { View } from '../../domain/state.ts';
import { type Fault, faultOf } from './jobs.ts';
import { isWeather } from './result-code.ts';
import { SqliteView } from './view.ts';

/** One query. */
export interface Question {
  readonly query: QueryName;
  readonly params: unknown;
}

/** What it found, or why not. */
export type Finding = { readonly result: unknown } | { readonly fault: Fault };

export class Reader {
  readonly #db: DatabaseSync;
  readonly #view: SqliteView;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#view = new SqliteView(db);
  }

  /** Runs one query in a transaction of its own: a long one would keep the write-ahead log from being reset. */
  run({ query, params }: Question): Finding {
    try {
      this.#db.exec('BEGIN');
      this.#view.refresh();
      const run = queries[query] as (view: View, params: unknown) => unknown;
      return { result: run(this.#view, params) };
    } catch (cause) {
      return { fault: faultOf(isWeather(cause) ? 'unavailable' : 'internal', cause) };
    } finally {
      if (this.#db.isTransaction) this.#db.exec('COMMIT');
    }
  }
}
