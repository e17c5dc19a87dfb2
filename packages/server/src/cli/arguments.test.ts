import { describe, expect, test } from 'vitest';
import { type Line, readLine, type WrongLine } from './arguments.ts';
import type { Command } from './command.ts';

function command(args: string[], flags: Command['flags'] = {}): Command {
  return { says: '', args, flags, run: () => Promise.resolve('ok') };
}

const commands = {
  start: command([], { force: { says: '' } }),
  restore: command(['<from>'], { into: { says: '', value: 'dir' }, json: { says: '' } }),
  verify: command(['[dir]']),
  'users recover': command(['<handle>']),
  help: command(['[command]']),
  version: command([]),
};

function good(...argv: string[]): Line {
  const read = readLine(argv, commands);
  if (!read.ok) throw new Error(read.wrong);
  return read;
}

function wrong(...argv: string[]): WrongLine {
  const read = readLine(argv, commands);
  if (read.ok) throw new Error(`was understood as ${read.name}`);
  return read;
}

test('without a command it starts', () => {
  expect(good()).toMatchObject({ name: 'start', args: [], flags: {}, configFlags: {} });
  expect(good('--port', '0', '--force')).toMatchObject({
    name: 'start',
    flags: { force: true },
    configFlags: { port: '0' },
  });
});

test('flags may stand before, between and behind the words', () => {
  const lines = [
    good('--data-dir', '/d', 'restore', '/b', '--into=/x', '--json'),
    good('restore', '--json', '--into', '/x', '/b', '--data-dir=/d'),
  ];
  for (const line of lines) {
    expect(line).toMatchObject({
      name: 'restore',
      args: ['/b'],
      flags: { into: '/x', json: true },
      configFlags: { 'data-dir': '/d' },
    });
  }
});

test('a command of two words', () => {
  expect(good('users', 'recover', 'ann')).toMatchObject({ name: 'users recover', args: ['ann'] });
  expect(wrong('users').fix).toContain('kith users recover');
});

test('a switch of the configuration needs no value, and takes one behind =', () => {
  expect(good('--open-join').configFlags).toEqual({ 'open-join': true });
  expect(good('--open-join=false').configFlags).toEqual({ 'open-join': 'false' });
});

test('a flag of another command counts as unknown to this one', () => {
  expect(good('start', '--json').configFlags).toEqual({ json: true });
});

test('an unknown flag is left to the configuration to report, its value too', () => {
  expect(good('start', '--prot', '3000').configFlags).toEqual({ prot: true });
  expect(good('--prot', '3000')).toMatchObject({ name: 'start', configFlags: { prot: true } });
});

test('help and version', () => {
  expect(good('--help')).toMatchObject({ name: 'help' });
  expect(good('restore', '-h')).toMatchObject({ name: 'restore', help: true });
  expect(good('--version')).toMatchObject({ name: 'version' });
  expect(good('start', '-v')).toMatchObject({ name: 'version' });
});

describe('wrong lines say what to write', () => {
  test.each([
    [['strat'], 'kith start'],
    [['zebra'], 'kith help'],
    [['restore'], 'kith restore <from>'],
    [['restore', '/a', '/b'], 'kith restore <from>'],
    [['restore', '/a', '--into'], '--into <dir>'],
    [['restore', '/a', '--json=1'], '--json alone'],
    [['start', '3000'], 'kith start'],
  ])('%j', (argv, fix) => {
    expect(wrong(...argv).fix).toContain(fix);
  });
});
