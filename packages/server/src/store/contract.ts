/** The contract of every store: what the port promises, proved the same way on each implementation. */
import { describe } from 'vitest';
import { backupContract } from './contract/backup.ts';
import { chatContract } from './contract/chats.ts';
import { commandContract } from './contract/commands.ts';
import { logContract } from './contract/log.ts';
import { raceContract } from './contract/races.ts';
import { readContract } from './contract/reads.ts';
import { redactionContract } from './contract/redaction.ts';
import type { StoreKind } from './contract/stage.ts';
import { trimContract } from './contract/trim.ts';

/** Runs the whole contract on stores of one kind. */
export function storeContract(name: string, kind: StoreKind): void {
  describe(`${name}:`, () => {
    describe('commands', () => commandContract(kind));
    describe('the log', () => logContract(kind));
    describe('races', () => raceContract(kind));
    describe('chats', () => chatContract(kind));
    describe('reads', () => readContract(kind));
    describe('trimming', () => trimContract(kind));
    describe('redaction', () => redactionContract(kind));
    describe('verification and backups', () => backupContract(kind));
  });
}
