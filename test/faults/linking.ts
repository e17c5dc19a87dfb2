/** How a device of the run joins a user: by a link, step by step, each step sent again until it is answered. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Device } from './device.ts';
import { isOpen, type Reply } from './wire/reply.ts';

const againMs = 50;

/** Has `sponsor` let `device` into its user; false: the server refused a step. */
export async function link(sponsor: Device, device: Device): Promise<boolean> {
  const { user } = sponsor.replica;
  if (user === null) throw new Error(`${sponsor.tag} has no user`);
  const made = await insist(() => sponsor.call('links.create', {}));
  if (made.kind !== 'result') return false;
  const { code } = made.result as { code: string };
  const shown = await insist(() => device.call('links.redeem', { handle: user.handle, code }));
  if (shown.kind !== 'result') return false;
  return sponsor.approve(device, shown.result as { link: string; number: string });
}

async function insist(send: () => Promise<Reply>): Promise<Reply> {
  for (;;) {
    const reply = await send();
    if (!isOpen(reply)) return reply;
    await pause(againMs);
  }
}
