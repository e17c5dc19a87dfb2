/** Recovery codes as text: 80 bits in Crockford's base32, made, read and hashed. */
import type { Random } from '../base/random.ts';
import type { Means } from './command.ts';

/** https://www.crockford.com/base32.html: without I, L, O and U. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digitBits = 5n;

/** A new code, as people read it: `ABCD-EFGH-JKMN-PQRS`. */
export function newRecoveryCode(random: Random): string {
  let bits = BigInt(`0x${Buffer.from(random.bytes(10)).toString('hex')}`);
  const groups = Array.from({ length: 4 }, () => {
    const group = Array.from({ length: 4 }, () => {
      const digit = digits.charAt(Number(bits & 31n));
      bits >>= digitBits;
      return digit;
    });
    return group.join('');
  });
  return groups.join('-');
}

/** A code as people type it: any case, any grouping, the letters that look like digits taken as such. */
export function readRecoveryCode(text: string): string {
  return text.replace(/[-\s]/g, '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
}

export function hashOfRecoveryCode(means: Means, user: string, code: string): string {
  return means.mac('recovery', `${user}.${readRecoveryCode(code)}`);
}
