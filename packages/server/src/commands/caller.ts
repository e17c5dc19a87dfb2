/** The caller: who stands behind a call, on any door. */

/** Where a call comes from. */
export interface Remote {
  /** IP address, of the client and not of a trusted proxy. */
  readonly ip: string;
  /** Coarse network, shown to people and compared for `sameNetwork`. */
  readonly network: string;
}

/** Who calls. */
export interface Caller {
  readonly remote: Remote;
  /** Named in errors and logs. */
  readonly requestId: string;
  /** The device of a valid access token. Its user is read from its row. */
  readonly device?: { readonly id: string; readonly gen: number };
}

/** The network of an address, coarse: IPv4 by /24, IPv6 by /48. */
export function networkOf(ip: string): string {
  const v4 = ip.startsWith('::ffff:') ? ip.slice('::ffff:'.length) : ip;
  if (v4.includes('.')) return `${v4.split('.').slice(0, 3).join('.')}.0/24`;
  const groups = v4.split('::')[0]?.split(':') ?? [];
  return `${[...groups, '0', '0', '0'].slice(0, 3).join(':')}::/48`;
}
