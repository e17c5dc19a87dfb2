/** The contract of states on SQLite: the batch that is being written, and what readers see of it. */
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { systemRandom } from '../../base/random.ts';
import { stateContract } from '../state-contract.ts';
import { newMeta, writeMeta } from './meta.ts';
import { migrate } from './migrate.ts';
import { SqliteState } from './state.ts';
import { SqliteView } from './view.ts';

stateContract('SQLite', () => {
  const db = new DatabaseSync(':memory:');
  onTestFinished(() => {
    if (db.isOpen) db.close();
  });
  migrate(db, 1);
  writeMeta(db, newMeta(systemRandom));
  const state = new SqliteState(db, systemRandom);
  const committed = new SqliteView(db);
  const begin = () => {
    db.exec('BEGIN');
    state.begin(1);
  };
  begin();
  return {
    state,
    committed,
    commit() {
      state.flush();
      db.exec('COMMIT');
      state.take();
      committed.refresh();
      begin();
    },
  };
});
