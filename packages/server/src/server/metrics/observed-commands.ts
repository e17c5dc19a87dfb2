/** The commands room watched: every call counted by method and outcome, and durable ones timed. */
import { isMethod, type MethodName, methodEntry } from '@kith/protocol';
import type { Clock } from '../../base/clock.ts';
import type { Answered, Commands } from '../../commands/service.ts';
import type { Instruments } from './instruments.ts';
import { unknownMethod } from './table.ts';

/** Watches the room. Calls reach it in the turn in which they are made, as without. */
export function observeCommands(
  commands: Commands,
  { instruments, clock }: { instruments: Instruments; clock: Clock },
): Commands {
  const { kith_calls_total: calls, kith_command_ack_seconds: ackSeconds } = instruments;
  const count = (method: string, answered: Answered) =>
    calls.inc({
      method: isMethod(method) ? method : unknownMethod,
      outcome: answered.ok ? 'ok' : answered.code,
    });
  return {
    async call(method, sent, caller) {
      const began = clock.monotonic();
      const answered = await commands.call(method, sent, caller);
      count(method, answered);
      if (answered.ok && isMethod(method) && isAcked(method)) {
        ackSeconds.observe((clock.monotonic() - began) / 1000);
      }
      return answered;
    },
    admit(method, caller) {
      const refusal = commands.admit(method, caller);
      if (refusal !== undefined) count(method, refusal);
      return refusal;
    },
    count: (caller) => commands.count(caller),
  };
}

/** Whether a result of the method says that something with an id of its own is on stable storage. */
function isAcked(method: MethodName): boolean {
  return method === 'settings.set' || methodEntry(method).durable === true;
}
