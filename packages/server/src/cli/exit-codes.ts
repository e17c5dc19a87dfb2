/** The exit codes of `kith`, after sysexits(3). */

export const exitCodes = {
  ok: { code: 0, says: 'done' },
  failed: { code: 1, says: 'it did not work; the message says why' },
  usage: { code: 64, says: 'the command line is wrong' },
  notRunning: { code: 69, says: 'no server runs on this data directory' },
  config: { code: 78, says: 'the configuration, the data directory or the database must be put right first' },
} as const;

export type Exit = keyof typeof exitCodes;
