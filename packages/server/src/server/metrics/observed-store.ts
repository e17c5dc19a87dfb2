/** A store that is watched: the same promises, and every command, commit, read and fault counted. */
import type { Clock } from '../../base/clock.ts';
import { type Store, StoreFault } from '../../store/port.ts';
import type { Instruments } from './instruments.ts';

/** Watches a store. Commands reach it in the turn in which they are given, as without. */
export function observeStore(
  store: Store,
  { instruments, clock }: { instruments: Instruments; clock: Clock },
): Store {
  const {
    kith_commands_total: commands,
    kith_commits_total: commits,
    kith_commit_events: commitEvents,
    kith_events_appended_total: appended,
    kith_store_faults_total: faults,
    kith_store_read_seconds: readSeconds,
    kith_store_waiting: waiting,
  } = instruments;
  store.onCommit(({ events }) => {
    commits.inc();
    commitEvents.observe(events.length);
    appended.inc(events.length);
  });
  const watch = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof StoreFault) faults.inc({ code: cause.code });
      throw cause;
    }
  };
  const wait = async <T>(kind: 'command' | 'read', work: () => Promise<T>): Promise<T> => {
    waiting.inc({ kind });
    try {
      return await watch(work);
    } finally {
      waiting.dec({ kind });
    }
  };
  return {
    epoch: store.epoch,
    head: store.head,
    async execute(command) {
      const outcome = await wait('command', () => store.execute(command));
      commands.inc({ command: command.name, outcome: outcome.ok ? 'ok' : outcome.code });
      return outcome;
    },
    async read(query, params) {
      const began = clock.monotonic();
      const found = await wait('read', () => store.read(query, params));
      readSeconds.observe({ query }, (clock.monotonic() - began) / 1000);
      return found;
    },
    onCommit: (listener) => store.onCommit(listener),
    onHalt: (listener) => store.onHalt(listener),
    trim: (offset) => watch(() => store.trim(offset)),
    backup: (path) => watch(() => store.backup(path)),
    verify: () => watch(() => store.verify()),
    close: () => store.close(),
  };
}
