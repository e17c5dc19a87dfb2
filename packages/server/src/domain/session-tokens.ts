/** Refresh tokens as text: `<session>.<number>.<mac>`, derived from their session and never stored. */
import { timingSafeEqual } from 'node:crypto';
import type { Means } from './command.ts';
import type { Session } from './rows.ts';

/** A refresh token, read but not yet believed. */
export interface RefreshToken {
  readonly session: string;
  readonly number: number;
  readonly mac: string;
}

const shape = /^(ses_[A-Za-z0-9_-]{22})\.([1-9][0-9]{0,14})\.([A-Za-z0-9_-]{1,128})$/;

/** Reads a refresh token; undefined for any text that is none. */
export function parseRefreshToken(text: string): RefreshToken | undefined {
  const [, session, number, mac] = shape.exec(text) ?? [];
  if (session === undefined || number === undefined || mac === undefined) return undefined;
  return { session, number: Number(number), mac };
}

/** The refresh token with this number: the same one each time that it is asked for. */
export function refreshToken(means: Means, session: Readonly<Session>, number: number): string {
  return `${session.id}.${number}.${macOf(means, session, number)}`;
}

/** Says whether this server issued the token; takes the same time wherever the difference is. */
export function isIssued(means: Means, session: Readonly<Session>, token: RefreshToken): boolean {
  const expected = Buffer.from(macOf(means, session, token.number));
  const given = Buffer.from(token.mac);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function macOf(means: Means, { id, salt }: Readonly<Session>, number: number): string {
  return means.mac('refresh', `${id}.${number}.${salt}`);
}
