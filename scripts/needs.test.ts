import { expect, test } from 'vitest';
import { meetNeeds } from './needs.ts';

const install = 'apt-get install -y --no-install-recommends';
const everything = ['curl', 'chromium'];

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
      if (works && command[1] === 'install') for (const name of command) here.add(name);
      return works;
    },
  };
}

test('what is there is not installed again', () => {
  const it = machine({ present: everything });
  expect(meetNeeds(it)).toEqual({ ok: true });
  expect(it.ran).toEqual([]);
});

test.each([
  { missing: 'curl', packages: 'curl' },
  { missing: 'chromium', packages: 'chromium fonts-dejavu-core' },
])('as root with nobody to ask, $missing is installed where it is missing', ({ missing, packages }) => {
  const it = machine({ present: everything.filter((program) => program !== missing) });
  expect(meetNeeds(it)).toEqual({ ok: true });
  expect(it.ran).toEqual(['apt-get update', `${install} ${packages}`]);
});

test.each([{ isRoot: false }, { isAlone: false }, { works: false }])(
  'otherwise the command is named: %j',
  (how) => {
    const met = meetNeeds(machine(how));
    const command = `${install} curl chromium fonts-dejavu-core`;
    expect(met).toMatchObject({ ok: false, fix: expect.stringContaining(command) });
  },
);
