/** Mistakes anywhere between a person and the log, which the schedules of the whole way must find. */
import type { Mutant, Package } from './mutate.ts';

interface Mistake {
  readonly rule: string;
  readonly of: Package;
  readonly file: string;
  readonly changes: readonly (readonly [find: string, replace: string])[];
}

const mistakes: Readonly<Record<string, Mistake>> = {
  'no-dedupe': {
    rule: 'S5 a retry changes nothing',
    of: 'server',
    file: 'domain/decide.ts',
    changes: [['if (earlier !== undefined) return earlier;', '']],
  },
  'no-after': {
    rule: 'S4 a device’s earlier edit never beats its later one',
    of: 'client',
    file: 'settings/row.ts',
    changes: [['after: ifBase ? undefined : after,', 'after: undefined,']],
  },
  'no-clamp': {
    rule: 'S15 no edit is in the future or before its base',
    of: 'server',
    file: 'domain/settings/merge.ts',
    changes: [['Math.min(now, Math.max(now - edit.ageMs, floor))', 'now - edit.ageMs']],
  },
  'overlay-dropped-on-ack': {
    rule: 'S7 nothing flickers between ack and event',
    of: 'client',
    file: 'settings/row.ts',
    changes: [['return { ...row, acked: { op: flight, rev, stands } };', 'return row;']],
  },
  'no-history': {
    rule: 'S3 what lost is in the history',
    of: 'server',
    file: 'domain/settings/history.ts',
    changes: [["state.put('settingChanges', { ...address, ...edit, number, at: state.now });", '']],
  },
  'gaps-ignored': {
    rule: 'S1 all tabs end with one state',
    of: 'client',
    file: 'replica/density.ts',
    changes: [["if (last !== undefined && seq > last + 1) return 'gap';", '']],
  },
  'age-frozen': {
    rule: 'S4 the age is computed anew at every send',
    of: 'client',
    file: 'settings/row.ts',
    changes: [
      [
        'ageMs: Math.round(ageMs),',
        'ageMs: ages.get(id) ?? (ages.set(id, Math.round(ageMs)), Math.round(ageMs)),',
      ],
      ['/** What a person did. */', 'const ages = new Map<string, number>();\n/** What a person did. */'],
    ],
  },
  'base-moved': {
    rule: 'S4 the base never moves while an edit waits',
    of: 'client',
    file: 'settings/row.ts',
    changes: [
      [
        'return seenUpTo({ ...row, confirmed: told }, told.rev);',
        'const moved = row.pending && { pending: { ...row.pending, base: told.rev } };\n  return seenUpTo({ ...row, confirmed: told, ...moved }, told.rev);',
      ],
    ],
  },
  'default-written': {
    rule: 'M2 a default is never sent',
    of: 'client',
    file: 'settings/settings.ts',
    changes: [
      [
        'means.managed.want(app.name);',
        "means.managed.want(app.name);\n  for (const [key, value] of Object.entries(app.defaults)) means.editor.edit({ app: app.name, scope: 'user', key }, { value: value as never });",
      ],
    ],
  },
  'reject-blocks-queue': {
    rule: 'S13 a rejected op blocks none behind it',
    of: 'client',
    file: 'settings/sender.ts',
    changes: [
      ["(result.outcome === 'rejected' && passing.includes(result.code))", "result.outcome === 'rejected'"],
    ],
  },
  'unset-ignored': {
    rule: 'S8 what was unset does not stand',
    of: 'client',
    file: 'settings/table.ts',
    changes: [
      [
        'const { rev, editedAt } = data;',
        'const { rev, editedAt } = data;\n    if (data.unset === true) return;',
      ],
    ],
  },
  'override-leaks': {
    rule: 'S11 an override never changes another device',
    of: 'client',
    file: 'settings/scopes.ts',
    changes: [['switch (scope) {', "switch (scope === 'device' ? 'user' : scope) {"]],
  },
  'nothing-kept': {
    rule: 'S3 an edit outlives its page',
    of: 'client',
    file: 'settings/journal.ts',
    changes: [['void this.#means.shelf.write(entryPrefix + entry.op.id, entry);', 'void entry;']],
  },
  'lower-value-set': {
    rule: 'M7 the highest value stands, before the server says so',
    of: 'client',
    file: 'settings/editor.ts',
    changes: [
      ['const value = after(standing, given, entry);', 'const value = given;'],
      ['if (isMerging(entry) && value !== undefined && value === standing) return;', ''],
    ],
  },
};

export interface SdkMutant extends Mutant {
  readonly of: Package;
}

export const sdkMutants: readonly SdkMutant[] = Object.entries(mistakes).map(
  ([name, { rule, of, file, changes }]) => ({
    name: `sdk-${name}`,
    rule,
    of,
    patches: changes.map(([find, replace]) => ({ file, find, replace })),
  }),
);
