/** What one's role lets one do in a chat, as far as the page offers it; the server decides. Pure. */
import type { ChatKind, ChatRole } from '@kith/client/chat';

const ranks: Readonly<Record<ChatRole, number>> = { owner: 3, admin: 2, member: 1, 'read-only': 0 };

/** From the most to the least. */
export const roles = ['owner', 'admin', 'member', 'read-only'] as const satisfies readonly ChatRole[];

export interface Standing {
  readonly kind: ChatKind;
  readonly role: ChatRole;
}

/** Name it, invite into it, see who is banned. */
export function mayLead({ kind, role }: Standing): boolean {
  return kind !== 'direct' && ranks[role] >= ranks.admin;
}

export function mayAdd({ kind, role }: Standing): boolean {
  if (kind === 'direct') return false;
  return ranks[role] >= (kind === 'group' ? ranks.member : ranks.admin);
}

/** Take out, and ban. */
export function mayRemove({ kind, role }: Standing, other: ChatRole): boolean {
  if (kind === 'direct') return false;
  return role === 'owner' || (role === 'admin' && ranks[other] < ranks.admin);
}

/** The roles that one may give to somebody of this role, theirs among them; none: one may give none. */
export function rolesFor({ kind, role }: Standing, other: ChatRole): readonly ChatRole[] {
  if (kind === 'direct') return [];
  if (role === 'owner') return roles;
  return role === 'admin' && ranks[other] < ranks.admin ? ['member', 'read-only'] : [];
}

export function mayEnd({ kind, role }: Standing): boolean {
  return kind !== 'direct' && role === 'owner';
}
