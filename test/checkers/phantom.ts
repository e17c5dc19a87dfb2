/** [I7] No phantom: nothing happened that nobody asked for, or that was refused for good, and bodies are as sent. */
import type { CommandSends, History } from './history.ts';
import type { Said } from './record.ts';
import type { Violation } from './violation.ts';

/** Types of events that only commands of the run cause, and whose bodies say which. */
const marked: ReadonlySet<string> = new Set([
  'device.joined',
  'device.renamed',
  'message.edited',
  'message.sent',
  'setting.changed',
  'setting.superseded',
  'user.updated',
]);

export function checkPhantom({ commands, log, devices }: History): Violation[] {
  const found: Violation[] = [];
  const phantom = (who: string, { type, topic, seq }: Said, says: string) =>
    found.push({ rule: 'I7', wrong: 'phantom', says: `${who}: ${type} at ${seq} of ${topic} ${says}` });
  const sent = new Map(commands.map((command) => [command.command, command]));
  for (const row of log) {
    const fault = faultOf(row, sent);
    if (fault !== undefined) phantom('the log', row, fault);
    if (row.command != null && row.mark !== row.command)
      phantom('the log', row, `carries the id ${row.command}`);
  }
  for (const [device, taken] of devices) {
    for (const entry of taken) {
      if (entry.what !== 'event') continue;
      const fault = faultOf(entry, sent) ?? tooEarly(entry, sent);
      if (fault !== undefined) phantom(device, entry, fault);
    }
  }
  return found;
}

function faultOf(said: Said, sent: ReadonlyMap<string, CommandSends>): string | undefined {
  if (!marked.has(said.type) || (said.blank === true && said.mark === null)) return undefined;
  const command = said.mark === null ? undefined : sent.get(said.mark);
  if (command === undefined) return `was asked for by nobody: ${said.mark}`;
  if (command.device !== said.actor) return `is by ${said.actor}, and ${command.device} asked for it`;
  if (said.blank !== true && command.sends[0]?.says !== said.says)
    return `does not say what ${said.mark} said`;
  const refused = command.accepted === undefined && command.sends.some(({ outcome }) => outcome === 'fail');
  return refused ? `was refused: ${said.mark}` : undefined;
}

function tooEarly(entry: Said & { t: number }, sent: ReadonlyMap<string, CommandSends>): string | undefined {
  const sends = entry.mark === null ? undefined : sent.get(entry.mark)?.sends;
  if (sends === undefined || sends.some(({ t0 }) => t0 <= entry.t)) return undefined;
  return `came before ${entry.mark} was sent`;
}
