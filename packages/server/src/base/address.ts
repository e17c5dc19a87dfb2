/** IP addresses: one spelling each, and the part of them that stands for a network. */
import { isIPv4, isIPv6 } from 'node:net';

/** An IPv4 address that was written as IPv6 (RFC 4291 §2.5.5.2), as IPv4; any other text as it is. */
export function plainAddress(ip: string): string {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(ip)?.[1];
  return mapped !== undefined && isIPv4(mapped) ? mapped : ip;
}

/** The network of an address: so many bits of IPv4 (a multiple of 8) or IPv6 (of 16); other text as it is. */
export function networkPart(ip: string, bits: { readonly v4: number; readonly v6: number }): string {
  const plain = plainAddress(ip);
  if (isIPv4(plain)) return `${padded(plain.split('.').slice(0, bits.v4 / 8), 4).join('.')}/${bits.v4}`;
  if (isIPv6(plain))
    return `${groupsOf(plain)
      .slice(0, bits.v6 / 16)
      .join(':')}::/${bits.v6}`;
  return plain;
}

/** The eight groups of an IPv6 address, `::` written out. */
function groupsOf(ip: string): string[] {
  const [head = '', tail] = ip.toLowerCase().split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  return [...padded(before, 8 - after.length), ...after];
}

function padded(parts: readonly string[], length: number): string[] {
  return [...parts, ...Array.from({ length: Math.max(0, length - parts.length) }, () => '0')];
}
