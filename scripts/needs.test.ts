import { expect, test } from 'vitest';
import { meetNeeds } from './needs.ts';

function machine({ present = [] as string[], isRoot = true, isAlone = true, works = true }) {
  const here = new Set(['apt-get', ...present]);
  const ran: string[] = [];
  return {
    ran,
    isRoot,
    isAlone,
    has: (program: string) => here.has(program),
    run: (command: readonly string[]) => {
      ran.push(command.join(' '));
      if (works && command[1] === 'install') here.add('curl');
      return works;
    },
  };
}

test('what is there is not installed again', () => {
  const it = machine({ present: ['curl'] });
  expect(meetNeeds(it)).toEqual({ ok: true });
  expect(it.ran).toEqual([]);
});

test('as root with nobody to ask, what is missing is installed', () => {
  const it = machine({});
  expect(meetNeeds(it)).toEqual({ ok: true });
  expect(it.ran).toEqual(['apt-get update', 'apt-get install -y --no-install-recommends curl']);
});

test.each([{ isRoot: false }, { isAlone: false }, { works: false }])(
  'otherwise the command is named: %j',
  (how) => {
    const met = meetNeeds(machine(how));
    expect(met).toMatchObject({
      ok: false,
      fix: expect.stringContaining('apt-get install -y --no-install-recommends curl'),
    });
  },
);
