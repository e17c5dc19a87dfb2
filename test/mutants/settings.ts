/** Mistakes in the merge rule and around it. */
import type { Mistake, Mistakes } from './mistake.ts';
import type { Mutant } from './mutate.ts';
import { policyMistakes } from './setting-policies.ts';

const mergeMistakes: Mistakes = {
  'domain/settings/merge.ts': {
    'base-ignored': {
      rule: 'M5 only a current base is uncontested',
      invariant: 'S4 or M7',
      find: 'const current = edit.base === rev || follows(edit, row, device);',
      replace: 'const current = true;',
    },
    'base-never-current': {
      rule: 'M5 a current base applies',
      invariant: 'S4 or M7',
      find: 'const current = edit.base === rev || follows(edit, row, device);',
      replace: 'const current = follows(edit, row, device);',
    },
    'base-above-rev-accepted': {
      rule: 'M5 a base above the rev is rejected',
      find: 'row !== undefined && edit.base > rev',
      replace: 'false',
    },
    'time-before-base': {
      rule: 'M5 never before its base',
      invariant: 'S15',
      find: 'Math.max(now - edit.ageMs, floor)',
      replace: 'now - edit.ageMs',
    },
    'time-in-the-future': {
      rule: 'M5 never in the future, a negative age counts as 0',
      invariant: 'S15',
      find: 'Math.min(now, Math.max(now - edit.ageMs, floor))',
      replace: 'Math.max(now - edit.ageMs, floor)',
    },
    'age-ignored': {
      rule: 'M4 the age tells when it was edited',
      invariant: 'S4',
      find: 'now - edit.ageMs',
      replace: 'now',
    },
    'base-time-of-row': {
      rule: 'M5 the floor is the time of the base, not of what stands',
      invariant: 'S4',
      find: 'timeOf(edit.base);',
      replace: '(row?.editedAt ?? 0);',
    },
    'after-ignored': {
      rule: 'M5 a device’s earlier edit never beats its later one',
      invariant: 'S4',
      find: ' || follows(edit, row, device)',
      replace: '',
    },
    'after-of-any-device': {
      rule: 'M5 an op follows only its own device’s',
      invariant: 'S4 or M7',
      find: 'row.deviceId === device && ',
      replace: '',
    },
    'after-any-op': {
      rule: 'M5 an op follows exactly the one it names',
      find: ' && row.op === edit.after',
      replace: '',
    },
    'if-base-ignored': {
      rule: 'M6 compare and set',
      find: 'edit.ifBase === true && edit.base !== rev',
      replace: 'false',
    },
    'if-base-follows': {
      rule: 'M6 compare and set follows nothing',
      find: 'edit.ifBase === true && edit.base !== rev',
      replace: 'edit.ifBase === true && edit.base !== rev && !follows(edit, row, device)',
    },
    'same-too-eager': {
      rule: 'M5 an equal value made later is a choice anew',
      invariant: 'S4',
      find: 'editedAt <= row.editedAt && isEqual',
      replace: 'isEqual',
    },
    'same-never': {
      rule: 'M5 an equal value not made later changes nothing',
      find: "if (!settles && editedAt <= row.editedAt && isEqual(value, row.value)) return { outcome: 'same' };",
      replace: '',
    },
    'same-by-text': {
      rule: 'M5 values are equal whatever the order of their members',
      find: 'a === b || (a !== null && b !== null && canonical(a) === canonical(b))',
      replace: 'a === b',
    },
    'tie-to-what-stands': {
      rule: 'M5 a tie goes to arrival',
      find: 'editedAt >= row.editedAt ?',
      replace: 'editedAt > row.editedAt ?',
    },
    'unset-of-nothing-applies': {
      rule: 'M9 unset where nothing stands leaves nothing behind',
      find: "if (row === undefined && value === null) return { outcome: 'same' };",
      replace: '',
    },
    'purged-base-applies': {
      rule: 'M9 what was edited on a purged tombstone loses',
      find: "{ outcome: current ? 'applied' : 'superseded', editedAt, value };",
      replace: "{ outcome: 'applied', editedAt, value };",
    },
  },
  'domain/settings/traces.ts': {
    'base-time-is-arrival': {
      rule: 'M5 the time of a base is when it was edited',
      find: "'editedAt' in trace ? trace.editedAt : 0",
      replace: "'editedAt' in trace ? event.at : 0",
    },
    'base-of-other-setting': {
      rule: 'M5 a rev of another setting is no base',
      find: 'trace.app === app && trace.scope === scope && trace.key === key ? trace : undefined',
      replace: 'trace',
    },
    'erase-spares-devices': {
      rule: 'M14 an erased value is nowhere in the log',
      find: "if (trace === undefined || !('value' in trace)) return;",
      replace: "if (trace === undefined || !('value' in trace) || 'by' in trace) return;",
    },
  },
  'domain/settings/losing.ts': {
    'loser-forgotten': {
      rule: 'M5 the loser goes to the history',
      invariant: 'S3',
      find: "return record(state, means.policy, address, { ...edit, cause: 'superseded' });",
      replace: 'return { firstChange: row?.firstChange ?? 1, lastChange: row?.lastChange ?? 0 };',
    },
    'loser-not-told': {
      rule: 'M5 the loser’s device is told',
      invariant: 'S3',
      find: "emit(deviceTopic(caller.id), 'setting.superseded', data, { subject: subjectOf(address) });",
      replace: '',
    },
    'loser-told-to-all': {
      rule: 'M5 only the loser’s device is told',
      invariant: 'S3',
      find: 'emit(deviceTopic(caller.id)',
      replace: "emit(('user:' + address.userId) as never",
    },
  },
  'domain/settings/edit.ts': {
    'op-not-kept': {
      rule: 'M5 a row knows the op that wrote it',
      invariant: 'S4',
      find: 'op: id, gesture',
      replace: 'op: null, gesture',
    },
  },
  'domain/settings/writing.ts': {
    'size-unchecked': {
      rule: 'M13 a value has a size',
      find: 'refuseSize(policy, key, value) ??',
      replace: '',
    },
  },
  'domain/settings/change.ts': {
    'time-of-arrival-stored': {
      rule: 'M3 a row keeps when it was edited',
      invariant: 'S4',
      find: '...row, at: state.now,',
      replace: '...row, editedAt: state.now, at: state.now,',
    },
    'tombstone-forgotten': {
      rule: 'M9 unset is a write',
      invariant: 'S4',
      find: "  state.put('settings', {",
      replace:
        "  if (row.value === null) state.remove('settings', ...rowKey(address));\n  else state.put('settings', {",
    },
    'old-value-forgotten': {
      rule: 'M10 the history has the value before',
      find: '{ old, new: value, rev',
      replace: '{ old: null, new: value, rev',
    },
  },
  'domain/settings/tombstones.ts': {
    'tombstones-without-end': {
      rule: 'M9 there are no more tombstones than settings may be',
      find: '.tombstones <= policy.settingKeys) return;',
      replace: '.tombstones >= 0) return;',
    },
    'newest-tombstones-dropped': {
      rule: 'M9 the oldest tombstones go first',
      find: 'a.rev - b.rev',
      replace: 'b.rev - a.rev',
    },
    'tombstone-leaves-its-history': {
      rule: 'M9 a tombstone goes with its history',
      find: '    forget(state, tombstone);\n',
      replace: '',
    },
  },
  'domain/settings/address.ts': {
    'scope-of-another-device': {
      rule: 'M8 an override never changes another device',
      invariant: 'S11',
      find: "if (scope === 'user') return 'user';",
      replace: "if (scope === 'user' || scope.startsWith('device:')) return 'user';",
    },
    'scope-unchecked': {
      rule: 'M8 there are three kinds of scope',
      invariant: 'S11',
      find: "return refuse('validation-failed', { hint: 'scope",
      replace: "if (scope === '') return refuse('validation-failed', { hint: 'scope",
    },
  },
  'domain/settings/quota.ts': {
    'usage-not-counted': {
      rule: 'M13 what is used is counted',
      find: "state.put('settingUsage', next);",
      replace: '',
    },
    'unset-not-credited': {
      rule: 'M13 unset gives back',
      find: 'count(to) - count(row)',
      replace: 'count(to)',
    },
    'tombstones-not-counted': {
      rule: 'M9 tombstones are counted',
      find: 'tombstones: used.tombstones + tombstones',
      replace: 'tombstones: 0',
    },
    'shrinking-refused': {
      rule: 'M13 what takes no more than before always fits',
      find: 'bytes > 0 && next.bytes',
      replace: 'next.bytes',
    },
    'unset-refused': {
      rule: 'M13 unset never fails on a quota',
      find: 'keys > 0 && next.keys',
      replace: 'next.keys',
    },
    'characters-for-bytes': {
      rule: 'M13 sizes are bytes',
      find: 'value !== null && utf8Bytes(value) > policy',
      replace: 'value !== null && value.length > policy',
    },
  },
  'domain/settings/history.ts': {
    'gesture-never-merged': {
      rule: 'M10 a drag is one entry',
      find: 'newest !== undefined && continues(edit, newest)',
      replace: 'false',
    },
    'gesture-of-two-devices': {
      rule: 'M10 a drag is of one device',
      find: '    edit.deviceId === newest.deviceId &&\n',
      replace: '',
    },
    'gesture-swallows-the-loser': {
      rule: 'M10 an edit that lost keeps its entry',
      find: "edit.cause === 'edit' &&\n    newest.cause === 'edit'",
      replace: 'true',
    },
    'history-one-short': {
      rule: 'M10 so many entries are kept',
      invariant: 'S3',
      find: 'number - policy.settingHistory',
      replace: 'number - policy.settingHistory + 1',
    },
    'history-for-ever': {
      rule: 'M10 entries are kept 90 days',
      find: '&& oldest.at > limit.before',
      replace: '',
    },
    'history-not-weighed': {
      rule: 'M13 what the histories take is counted',
      find: 'added - dropped.bytes',
      replace: 'added',
    },
    'erase-spares-the-history': {
      rule: 'M14 an erased value is not in the history',
      find: '  for (let number = firstChange; number <= lastChange; number += 1) {',
      replace: '  for (let number = lastChange + 1; number <= lastChange; number += 1) {',
    },
  },
  'domain/settings/restore.ts': {
    'restore-the-value-before': {
      rule: 'M10 restore gives the value of the entry',
      find: 'const { new: value } = entry;',
      replace: 'const { old: value } = entry;',
    },
    'restore-anywhere': {
      rule: 'M8 an override never changes another device',
      invariant: 'S11',
      find: 'refuseScope(caller, scope) ??',
      replace: '',
    },
  },
  'domain/settings/erase.ts': {
    'erase-spares-the-log': {
      rule: 'M14 an erased value is nowhere in the log',
      find: '    blank(state, address);\n',
      replace: '',
    },
  },
  'domain/decide.ts': {
    'retry-judged-again': {
      rule: 'M4 a retry gets the first outcome and changes nothing',
      invariant: 'S5',
      find: 'if (earlier !== undefined) return earlier;',
      replace: '',
    },
    'one-id-two-bodies': {
      rule: 'M4 an id names one body',
      invariant: 'S5',
      find: 'if (prior.digest !== command.digest) {',
      replace: 'if (prior.digest === undefined) {',
    },
  },
};

export const settingMutants: readonly (Mutant & Pick<Mistake, 'invariant'>)[] = [
  mergeMistakes,
  policyMistakes,
].flatMap((mistakes) =>
  Object.entries(mistakes).flatMap(([file, named]) =>
    Object.entries(named).map(([name, { find, replace, ...mistake }]) => ({
      name: `settings-${name}`,
      ...mistake,
      patches: [{ file, find, replace }],
    })),
  ),
);
