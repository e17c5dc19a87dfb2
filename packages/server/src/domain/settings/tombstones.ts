/** Tombstones: how many a user may have, and which go first. */
import type { Policy } from '../command.ts';
import type { State } from '../state.ts';
import { rowKey } from './address.ts';
import { forget } from './history.ts';
import { isTombstone, usageOf } from './quota.ts';

/** Share of the tombstones that stay when there are too many: one look at all of them is for many that go. */
const keptShare = 3 / 4;

/** [M9] Drops a user's oldest tombstones, with their histories, once there are more than settings may be. */
export function purge(state: State, policy: Policy, userId: string): void {
  if (usageOf(state, userId).tombstones <= policy.settingKeys) return;
  const tombstones = state.list('settings', 'byUser', [userId]).filter(isTombstone);
  const kept = Math.ceil(policy.settingKeys * keptShare);
  const oldest = tombstones.toSorted((a, b) => a.rev - b.rev).slice(0, tombstones.length - kept);
  for (const tombstone of oldest) {
    forget(state, tombstone);
    state.remove('settings', ...rowKey(tombstone));
  }
  state.put('settingUsage', {
    ...usageOf(state, userId),
    tombstones: tombstones.length - oldest.length,
  });
}
