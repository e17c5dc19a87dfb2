import { describe, expect, it } from 'vitest';
import { recoveryIn, secretIn } from './fragment.ts';

describe('the fragment of a link', () => {
  it('carries a secret by its name', () => {
    expect(secretIn('#invite=Zp4-x_9', 'invite')).toBe('Zp4-x_9');
    expect(secretIn('#recover=anna.ABCD-EFGH-JKMN-PQRS', 'recover')).toBe('anna.ABCD-EFGH-JKMN-PQRS');
  });

  it('carries an invite that is a link, with its dots', () => {
    expect(secretIn('#invite=anna.k.BCDF-GHJK', 'invite')).toBe('anna.k.BCDF-GHJK');
  });

  it.each(['', '#', '#main', '#invite', '#invite=', '#invite=%20', '#other=1'])(
    'carries no invite in %j',
    (hash) => {
      expect(secretIn(hash, 'invite')).toBeNull();
    },
  );

  it('bears a broken escape', () => {
    expect(secretIn('#invite=%E0%A4%A', 'invite')).toBeTypeOf('string');
  });
});

describe('an operator’s recovery link', () => {
  it('is a handle and a code, cut at the last dot', () => {
    expect(recoveryIn('anna.ABCD-EFGH')).toEqual({ handle: 'anna', code: 'ABCD-EFGH' });
    expect(recoveryIn('anna.k.ABCD-EFGH')).toEqual({ handle: 'anna.k', code: 'ABCD-EFGH' });
  });

  it.each([null, '', '.', 'anna', 'anna.', '.ABCD'])('is none in %j', (secret) => {
    expect(recoveryIn(secret)).toBeNull();
  });
});
