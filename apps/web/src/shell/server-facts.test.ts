import { serverFacts } from '@kith/protocol';
import { describe, expect, it } from 'vitest';
import { factsIn } from './server-facts.ts';

describe('what a server says of itself', () => {
  it('is read, whatever else it says', () => {
    expect(factsIn({ registration: 'invite', openJoin: true, version: '1.2.3', level: 3, more: [] })).toEqual(
      {
        registration: 'invite',
        openJoin: true,
        version: '1.2.3',
        level: 3,
      },
    );
  });

  it('lacks a version that is none', () => {
    expect(factsIn({ registration: 'open', version: 1, level: '3' })).toMatchObject({
      version: null,
      level: null,
    });
  });

  it('may be any registration that the protocol has', () => {
    for (const registration of serverFacts.shape.registration.options) {
      expect(factsIn({ registration, openJoin: false })).toMatchObject({ registration, openJoin: false });
    }
  });

  it('never opens anything that it does not name', () => {
    expect(factsIn({ registration: 'open' })).toMatchObject({ registration: 'open', openJoin: false });
    expect(factsIn({ registration: 'open', openJoin: 'yes' })).toMatchObject({
      registration: 'open',
      openJoin: false,
    });
  });

  it.each([null, 'open', [], {}, { registration: 'by-post' }])('is nothing in %j', (told) => {
    expect(factsIn(told)).toBeUndefined();
  });
});
