/** The contract of states on SQLite: the batch that is being written, and what readers see of it, whatever is indexed. */
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { systemRandom } from '../../base/random.ts';
import { message, type StateStage } from '../state-contract/stage.ts';
import { stateContract } from '../state-contract.ts';
import { newMeta, writeMeta } from './meta.ts';
import { migrate } from './migrate.ts';
import { SqliteState } from './state.ts';
import { SqliteView } from './view.ts';

function database(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  onTestFinished(() => {
    if (db.isOpen) db.close();
  });
  migrate(db, 1);
  writeMeta(db, newMeta(systemRandom));
  return db;
}

/** A state whose messages enter the index of words behind every so many commits. */
function stage(commitsToIndex: number): StateStage {
  const db = database();
  const state = new SqliteState(db, systemRandom);
  const committed = new SqliteView(db);
  const begin = () => {
    db.exec('BEGIN');
    state.begin(1);
  };
  begin();
  let commits = 0;
  return {
    state,
    committed,
    commit() {
      state.flush();
      db.exec('COMMIT');
      state.take();
      commits += 1;
      if (commits % commitsToIndex === 0) state.index();
      committed.refresh();
      begin();
    },
  };
}

stateContract('SQLite, everything indexed', () => stage(1));
stateContract('SQLite, indexed now and then', () => stage(2));

test('messages of a batch that is rolled back do not wait for the index of words', () => {
  const db = database();
  const state = new SqliteState(db, systemRandom);
  db.exec('BEGIN');
  for (let seq = 1; seq <= 99; seq += 1) state.put('messages', message('cht_a', seq));
  state.flush();
  expect(state.isIndexDue).toBe(true);
  db.exec('ROLLBACK');
  state.reload();
  expect(state.isIndexDue).toBe(false);
});
