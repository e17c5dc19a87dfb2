import { serverFacts } from '@kith/protocol';
import { describe, expect, it } from 'vitest';
import { factsIn } from './server-facts.ts';

describe('what a server says of itself', () => {
  it('is read, whatever else it says', () => {
    expect(factsIn({ registration: 'invite', openJoin: true, level: 3 })).toEqual({
      registration: 'invite',
      openJoin: true,
    });
  });

  it('may be any registration that the protocol has', () => {
    for (const registration of serverFacts.shape.registration.options) {
      expect(factsIn({ registration, openJoin: false })).toEqual({ registration, openJoin: false });
    }
  });

  it('never opens anything that it does not name', () => {
    expect(factsIn({ registration: 'open' })).toEqual({ registration: 'open', openJoin: false });
    expect(factsIn({ registration: 'open', openJoin: 'yes' })).toEqual({
      registration: 'open',
      openJoin: false,
    });
  });

  it.each([null, 'open', [], {}, { registration: 'by-post' }])('is nothing in %j', (told) => {
    expect(factsIn(told)).toBeUndefined();
  });
});
