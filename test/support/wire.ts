/** What stands on the wire, as a client of a stranger would write it down: shapes only, nothing of ours. */

/** One event. */
export interface WireEvent {
  readonly cursor: string;
  readonly topic: string;
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly actor: { readonly user: string | null; readonly device: string | null };
  readonly data: Readonly<Record<string, unknown>>;
}

/** What the server says by itself. */
export interface Notification {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The body of an error on any door. */
export interface Problem {
  readonly code: string;
  readonly retry: string;
  readonly retryAfterMs?: number;
  readonly hint?: string;
  readonly by?: string;
  readonly requestId: string;
}

/** The answer to one call on a socket. */
export type Answer =
  | { readonly ok: true; readonly result: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly rpcCode: number; readonly problem: Problem };

export interface UserView {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string | null;
}

export interface DeviceEntry {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly platform: string | null;
  readonly joinedAt: number | null;
  readonly lastSeenAt: number | null;
  readonly online: boolean;
  readonly presence: string;
  readonly current: boolean;
  readonly linkedBy: string | null;
  readonly quarantineUntil: number | null;
}

export interface SettingEntry {
  readonly app: string;
  readonly key: string;
  readonly scope: string;
  readonly value: unknown;
  readonly rev: number;
  readonly at: number;
  readonly editedAt: number;
  readonly device: string | null;
}

export interface WaitingLink {
  readonly link: string;
  readonly device: { readonly name: string; readonly platform: string | null };
  readonly network: string | null;
  readonly sameNetwork: boolean;
  readonly expiresAt: number;
  readonly at: number;
}

/** Events of a chat that are not replayed. */
export interface Limited {
  readonly topic: string;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly cursor: string;
}

/** The part of a chat in a snapshot that every member can follow. */
export interface ChatEntry {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly purpose: string | null;
  readonly listed: boolean;
  readonly memberCount: number;
  readonly role: string;
  readonly seq: number;
  readonly since: number;
  readonly read: number;
}

export interface Snapshot {
  readonly user: UserView | null;
  readonly devices: readonly DeviceEntry[];
  readonly links: readonly WaitingLink[];
  readonly settings: readonly SettingEntry[];
  readonly chats: readonly ChatEntry[];
  readonly topics: readonly { readonly topic: string; readonly seq: number }[];
}

/** The answer to `hello`. */
export interface Hello {
  readonly connection: string;
  readonly cursor: string;
  readonly resumed: boolean;
  readonly user: UserView | null;
  readonly device: { readonly id: string; readonly name: string };
  readonly presence: string | null;
  readonly limits: Readonly<Record<string, number>>;
  readonly level: number;
  readonly apps?: Readonly<Record<string, number>>;
}

/** A reset, as a notification has it; `sync` has the same in another order. */
export interface Reset {
  readonly reason: string;
  readonly snapshot: Snapshot;
  readonly cursor: string;
  readonly more: boolean;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly expiresAt: number;
  readonly device: { readonly id: string; readonly name: string };
  readonly user: UserView | null;
}
