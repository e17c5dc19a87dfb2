import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capMs } from './backoff.ts';
import {
  briefMs,
  type Chance,
  type ConnectionEvent,
  type Effect,
  openingMsMax,
  type Phase,
  steadyMs,
  step,
} from './machine.ts';

const chance: Chance = { now: 1_000_000, random: 0.5 };
const tries = { attempt: 0, unmet: 0 };

/** One of each phase, the young and the old live one, and the pauses that differ. */
const phases = {
  out: { name: 'signed-out', out: { reason: 'never' } },
  asking: { name: 'asking', ...tries, fresh: false },
  opening: { name: 'opening', ...tries, fresh: false },
  live: { name: 'live', attempt: 4, unmet: 0, since: chance.now - 1000 },
  steady: { name: 'live', attempt: 4, unmet: 0, since: chance.now - steadyMs },
  leaving: { name: 'live', ...tries, since: chance.now, leavesAt: chance.now + 700 },
  waiting: {
    name: 'waiting',
    attempt: 2,
    unmet: 2,
    retryAt: chance.now + 9,
    why: 'unreachable',
    fresh: true,
  },
  asked: { name: 'waiting', attempt: 1, unmet: 0, retryAt: chance.now + 9, why: 'asked', fresh: false },
  stopped: { name: 'stopped', why: 'closed with 4500' },
} as const satisfies Record<string, Phase>;

const events: readonly ConnectionEvent[] = [
  { name: 'start' },
  { name: 'token' },
  { name: 'no-token', reached: false },
  { name: 'no-token', reached: true, retryAfterMs: 3000 },
  { name: 'welcome' },
  ...[1000, 1006, 1009, 4401, 4408, 4409, 4410, 4411, 4429, 4500, 4503, 4999].map(
    (code) => ({ name: 'lost', code }) as const,
  ),
  { name: 'lost', code: 4503, by: 'Laptop' },
  { name: 'lost', code: 4410, retryAfterMs: 8000 },
  { name: 'drain', afterMs: 700 },
  { name: 'due' },
  { name: 'wake' },
  { name: 'retry-now' },
  { name: 'out', out: { reason: 'ended' } },
  { name: 'out', out: { reason: 'revoked', by: null } },
  { name: 'stop', why: 'closed' },
];

function names(effects: readonly Effect[]): string[] {
  return effects.map(({ name }) => name);
}

describe('each event in each phase', () => {
  const cases = Object.entries(phases).flatMap(([of, phase]) =>
    events.map((event) => [of, event.name, JSON.stringify(event), phase, event] as const),
  );

  test.each(cases)('%s hears %s %s and keeps its promises', (_, __, ___, phase, event) => {
    const { phase: next, effects } = step(phase, event, chance);
    const did = names(effects);
    const hadSocket = phase.name === 'opening' || phase.name === 'live';
    const hasSocket = next.name === 'opening' || next.name === 'live';
    // A socket is opened exactly when there was none, and let go of exactly when there is none any more.
    expect(did.includes('open')).toBe(!hadSocket && hasSocket);
    expect(did.includes('drop')).toBe(hadSocket && !hasSocket);
    // Tokens are asked for exactly on the way in.
    expect(did.includes('ask-token')).toBe(next.name === 'asking' && phase.name !== 'asking');
    // Whoever waits has a timer, and whoever does not need it has none.
    if (next.name === 'waiting' && phase.name !== 'waiting') expect(did).toContain('wait');
    if (phase.name === 'waiting' && next.name !== 'waiting' && event.name !== 'due')
      expect(did).toContain('stop-waiting');
    // What changes nothing does nothing, but for a probe.
    if (next === phase) expect(did.filter((name) => name !== 'probe')).toEqual([]);
    // A session is wiped by revocation alone.
    expect(did.includes('wipe')).toBe(next.name === 'signed-out' && next.out.reason === 'revoked');
  });
});

describe('the close code is the instruction', () => {
  const lost = (phase: Phase, code: number) => step(phase, { name: 'lost', code }, chance);

  test.each([1000, 1006, 1009, 4408, 4409, 4429, 4499])('%i comes back after a pause', (code) => {
    expect(lost(phases.live, code).phase).toMatchObject({ name: 'waiting', attempt: 5, why: 'lost' });
  });

  test.each([4401, 4411])('%i on a live connection comes back at once with fresh tokens', (code) => {
    expect(lost(phases.live, code).effects).toContainEqual({ name: 'ask-token', fresh: true });
  });

  test.each([4401, 4411])('%i on a connection that hardly lived pauses: the next may end so too', (code) => {
    const brief: Phase = { ...phases.live, since: chance.now - briefMs + 1 };
    expect(lost(brief, code).phase).toMatchObject({ name: 'waiting', fresh: true, attempt: 5 });
  });

  test('4401 in the face of a hello pauses, or a wrong clock would make a storm', () => {
    expect(lost(phases.opening, 4401).phase).toMatchObject({ name: 'waiting', fresh: true, attempt: 1 });
  });

  test.each([4500, 4501, 4999])('%i does not come back until told to', (code) => {
    const { phase } = lost(phases.live, code);
    expect(phase).toEqual({ name: 'stopped', why: `closed with ${code}` });
    expect(step(phase, { name: 'wake' }, chance).phase).toBe(phase);
    expect(step(phase, { name: 'retry-now' }, chance).phase.name).toBe('asking');
  });

  test('4503 signs out and says who did it', () => {
    const { phase } = step(phases.live, { name: 'lost', code: 4503, by: 'Laptop' }, chance);
    expect(phase).toEqual({ name: 'signed-out', out: { reason: 'revoked', by: 'Laptop' } });
  });
});

describe('pauses', () => {
  test('what the server asks for is waited for, and more by chance', () => {
    const refused: ConnectionEvent = { name: 'no-token', reached: true, retryAfterMs: 3000 };
    expect(step(phases.asking, refused, chance).effects).toContainEqual({ name: 'wait', ms: 3250 });
  });

  test('a wake-up ends a pause of caution, not one that the server asked for; a person ends both', () => {
    expect(step(phases.waiting, { name: 'wake' }, chance).phase.name).toBe('asking');
    expect(step(phases.asked, { name: 'wake' }, chance).phase).toBe(phases.asked);
    expect(step(phases.asked, { name: 'retry-now' }, chance).phase.name).toBe('asking');
  });

  test('a connection that lived for a minute starts them anew', () => {
    const lost: ConnectionEvent = { name: 'lost', code: 1006 };
    expect(step(phases.steady, lost, chance).phase).toMatchObject({ attempt: 1 });
    expect(step(phases.live, lost, chance).phase).toMatchObject({ attempt: 5 });
  });

  test('a draining server is come back to when it said', () => {
    const told = step(phases.steady, { name: 'drain', afterMs: 700 }, chance);
    expect(told.effects).toEqual([{ name: 'wait', ms: 700 }]);
    const lost: ConnectionEvent = { name: 'lost', code: 4410 };
    expect(step(told.phase, lost, { ...chance, now: chance.now + 300 }).phase).toMatchObject({
      name: 'waiting',
      retryAt: chance.now + 700,
    });
    expect(names(step(told.phase, { name: 'due' }, chance).effects)).toEqual(['drop', 'ask-token']);
  });

  test('a server that drains whoever has just come is come back to after a pause', () => {
    const { phase, effects } = step(phases.leaving, { name: 'due' }, chance);
    expect(phase).toMatchObject({ name: 'waiting', attempt: 1 });
    expect(names(effects)).toEqual(['drop', 'wait']);
  });

  test('a socket that does not open in time is given up', () => {
    const opening = step(phases.asking, { name: 'token' }, chance);
    expect(opening.effects).toContainEqual({ name: 'wait', ms: openingMsMax });
    expect(step(opening.phase, { name: 'due' }, chance)).toMatchObject({
      phase: { name: 'waiting', unmet: 1 },
    });
  });
});

test('whatever happens in whatever order, there is one socket and one timer at most, and a way on', () => {
  const event = fc.constantFrom(...events);
  const anything = fc.array(fc.tuple(event, fc.nat(90_000), fc.double({ min: 0, max: 0.999, noNaN: true })));
  fc.assert(
    fc.property(anything, (story) => {
      let phase: Phase = phases.out;
      let now = 0;
      let hasSocket = false;
      let hasTimer = false;
      for (const [happens, ms, random] of story) {
        now += ms;
        if (happens.name === 'due' && !hasTimer) continue;
        if (happens.name === 'due') hasTimer = false;
        if (happens.name === 'lost' && !hasSocket) continue;
        const next = step(phase, happens, { now, random });
        for (const effect of next.effects) {
          if (effect.name === 'open') expect(hasSocket).toBe(false);
          if (effect.name === 'open') hasSocket = true;
          if (effect.name === 'drop') hasSocket = false;
          if (effect.name === 'wait') hasTimer = true;
          if (effect.name === 'stop-waiting') hasTimer = false;
        }
        phase = next.phase;
        expect(hasSocket).toBe(phase.name === 'opening' || phase.name === 'live');
        if (phase.name === 'waiting' || phase.name === 'opening') expect(hasTimer).toBe(true);
        if (phase.name === 'waiting' && phase.why !== 'asked')
          expect(phase.retryAt - now).toBeLessThanOrEqual(capMs);
      }
    }),
    { numRuns: 2000 },
  );
});
