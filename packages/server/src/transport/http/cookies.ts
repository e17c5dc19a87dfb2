/**
 * Cookie mode: a browser's refresh token in an HttpOnly cookie, one a device, that no script can read.
 *
 * Paths: RFC 6265 §5.1.4 matches whole path segments, so the cookie is set once for each of the two methods that
 * take it, and goes nowhere else.
 */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';

const paths = ['/v1/sessions.refresh', '/v1/sessions.end'] as const;

/** As long as an idle session lives. */
const maxAge = 90 * 24 * 60 * 60;

function nameOf(device: string): string {
  return `kith_${device}`;
}

/** Puts a refresh token in the cookie of a device. */
export function keepInCookie(context: Context, device: string, refreshToken: string, secure: boolean): void {
  for (const path of paths) {
    setCookie(context, nameOf(device), refreshToken, {
      path,
      maxAge,
      secure,
      httpOnly: true,
      sameSite: 'Strict',
    });
  }
}

/** Takes the cookie of a device away. */
export function dropCookie(context: Context, device: string, secure: boolean): void {
  for (const path of paths) {
    setCookie(context, nameOf(device), '', { path, maxAge: 0, secure, httpOnly: true, sameSite: 'Strict' });
  }
}

/** The refresh token in the cookie of a device. */
export function readCookie(context: Context, device: string): string | undefined {
  return getCookie(context, nameOf(device));
}
