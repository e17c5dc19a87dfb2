/** Kith's own rule: the server's real deciders, and devices as `docs/settings.md` describes them. */
import { Client } from '../client.ts';
import { readingOf } from '../reading.ts';
import { Seeded } from '../seeded.ts';
import type { Subject } from '../subject.ts';
import { World } from '../world.ts';
import type { Party, Request, Rule } from './rule.ts';

/** The deciders need a clock that stands well after the beginning of time. */
const epochMs = 1e12;

export function baseAndAge(subject: Subject): Rule {
  return {
    name: 'base + age',
    begin: (clockErrors) => {
      const world = new World(subject, new Seeded(1), clockErrors.length);
      const parties = world.devices.map((device, index) => party(world, device, clockErrors[index] ?? 0));
      return {
        parties,
        told: () => world.state.log.length,
        standing: () =>
          new Map([...readingOf(world.rows())].map(([where, { value }]) => [keyIn(where), value])),
      };
    },
  };
}

function party(world: World, device: string, clockError: number): Party {
  const client = new Client(device, clockError);
  return {
    get clockError() {
      return client.clockError;
    },
    set clockError(error) {
      client.clockError = error;
    },
    edit: (key, value, now) => client.edit({ key, value }, now),
    request: (now): Request | undefined => {
      if (!client.take()) return undefined;
      const sent = client.inFlight;
      const request = client.request(now);
      return (serverClock) => {
        world.setClock(epochMs + serverClock);
        const answers = request.map(({ op }) => world.submit(device, op));
        return () => {
          if (client.inFlight === sent) client.acknowledge(answers);
        };
      };
    },
    hear: (upTo, now) => client.hear(world.state.log.slice(client.cursor, upTo), now),
  };
}

function keyIn(where: string): string {
  return where.slice(where.indexOf(' ') + 1);
}
