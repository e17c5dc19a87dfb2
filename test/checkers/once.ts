/** [I2] Once: one (device, command id) has one effect, and every retry gets the same answer. */
import { byMark, type History } from './history.ts';
import type { Violation } from './violation.ts';

export function checkOnce({ commands, reads }: History): Violation[] {
  const found: Violation[] = [];
  const doubled = (says: string) => found.push({ rule: 'I2', wrong: 'doubled', says });
  for (const { device, command, sends } of commands) {
    const answers = new Set(sends.flatMap(({ answer }) => (answer === undefined ? [] : [answer])));
    if (answers.size > 1) doubled(`${command} of ${device} was answered ${[...answers].join(' and ')}`);
    const bodies = new Set(sends.map(({ says }) => says));
    if (bodies.size > 1) doubled(`${command} of ${device} was sent with ${bodies.size} bodies`);
  }
  for (const { read, rows } of reads) {
    for (const [mark, effects] of byMark(rows)) {
      // One command may tell several topics the same, each once.
      const topics = new Set(effects.map(({ topic }) => topic));
      const types = new Set(effects.map(({ type }) => type));
      if (topics.size === effects.length && types.size === 1) continue;
      const places = effects.map(({ type, topic, seq }) => `${type} at ${seq} of ${topic}`);
      doubled(`${mark} has ${effects.length} effects in ${read.read}: ${places.join(', ')}`);
    }
    const ids = new Set<string>();
    for (const { actor, command = null } of rows) {
      if (command === null) continue;
      const id = `${actor} ${command}`;
      if (ids.has(id)) doubled(`two events carry the id ${command} of ${actor} in ${read.read}`);
      ids.add(id);
    }
  }
  return found;
}
