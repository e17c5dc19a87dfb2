/** The order of a connection's durable commands: after one is put off, those behind it are put off too. */
import { isMethod, type Json, methodEntry, type Refusal, refuse } from '@kith/protocol';

/** How long commands behind a put-off one wait for it to come again. */
const holdMs = 5_000;

/** Remembers the command that was refused with `later`. */
export class Order {
  #held: { id: string; until: number } | undefined;

  /** The refusal of a command that stands behind a put-off one, or undefined. */
  refusal(id: string | undefined, now: number): Refusal | undefined {
    if (id === undefined || this.#held === undefined) return undefined;
    if (id === this.#held.id || now >= this.#held.until) {
      this.#held = undefined;
      return undefined;
    }
    const retryAfterMs = Math.ceil(this.#held.until - now);
    return refuse('rate-limited', {
      retryAfterMs,
      hint: 'an earlier command of this connection was put off',
    });
  }

  /** A command was put off: those behind it must not pass it. */
  hold(id: string | undefined, now: number): void {
    if (id !== undefined) this.#held ??= { id, until: now + holdMs };
  }
}

/** The id by which a durable command, or a batch of ops, is known in the order; undefined for other calls. */
export function orderId(method: string, params: Json): string | undefined {
  if (!isMethod(method) || params === null || typeof params !== 'object' || Array.isArray(params))
    return undefined;
  const { id, ops } = params as { id?: Json; ops?: Json };
  if (methodEntry(method).durable === true) return typeof id === 'string' ? id : undefined;
  const first =
    method === 'settings.set' && Array.isArray(ops) ? (ops[0] as { id?: Json } | undefined)?.id : undefined;
  return typeof first === 'string' ? first : undefined;
}
