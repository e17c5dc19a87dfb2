/** Draining: how a server goes without hurting those who are connected. */
import type { Clock } from '../base/clock.ts';
import type { Connections } from '../connection/connections.ts';

/** Everyone is sent away within this time, fewer in less. */
const spreadMsMax = 10_000;

/** How many connections a millisecond of the spread is for. */
const connectionsPerMs = 0.5;

const stepMs = 50;

/** Calls under way are waited for; one that takes longer than this is given up. */
const answerMsMax = 5_000;

/** Tells everyone to come back later and closes them bit by bit. */
export async function drain(connections: Connections, clock: Clock): Promise<void> {
  const total = connections.registry.all.size;
  if (total === 0) return;
  const spreadMs = Math.min(spreadMsMax, Math.ceil(total / connectionsPerMs));
  connections.announceDrain(spreadMs);
  const steps = Math.ceil(spreadMs / stepMs);
  const share = Math.ceil(total / steps);
  const giveUpAt = clock.monotonic() + spreadMs + answerMsMax;
  while (connections.endSome(share) > 0 && clock.monotonic() < giveUpAt)
    await new Promise<void>((next) => clock.after(stepMs, next));
  connections.closeRest();
}
