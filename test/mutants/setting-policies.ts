/** Mistakes in policies, conflicts, scopes and locks. */
import type { Mistakes } from './mistake.ts';

export const policyMistakes: Mistakes = {
  'domain/settings/merge.ts': {
    'maximum-by-time': {
      rule: 'M7 max, min and or count both edits',
      invariant: 'M7',
      find: 'return byValue(policy, contest);',
      replace: 'return byTime(contest);',
    },
    'maximum-is-what-came-last': {
      rule: 'M7 max, min and or count both edits',
      invariant: 'M7',
      find: 'combine(policy, JSON.parse(row.value) as Json, JSON.parse(value) as Json)',
      replace: 'JSON.parse(value) as Json',
    },
    'maximum-applies-unchanged': {
      rule: 'M7 what does not change the value is `same`',
      find: "if (isEqual(JSON.stringify(both), row.value)) return { outcome: 'same' };",
      replace: '',
    },
    'maximum-makes-older': {
      rule: 'M7 an older edit that counts does not make the setting older',
      invariant: 'S15',
      find: 'Math.max(contest.editedAt, row.editedAt)',
      replace: 'contest.editedAt',
    },
    'reset-undone': {
      rule: 'M7 an edit older than the reset does not undo it',
      find: 'if (value === null || row.value === null) return byTime(contest);',
      replace:
        "if (value === null || row.value === null) return { outcome: 'applied', editedAt: contest.editedAt, value };",
    },
    'conflict-by-time': {
      rule: 'M7 nobody but a person settles a conflict',
      invariant: 'S3',
      find: 'return byPerson(contest);',
      replace: 'return byTime(contest);',
    },
    'conflict-about-equals': {
      rule: 'M7 there is no conflict about what is equal',
      find: "isEqual(value, row.value) ? { outcome: 'same' } : { outcome: 'contested', editedAt, value }",
      replace: "{ outcome: 'contested', editedAt, value }",
    },
    'choice-of-what-stands-ignored': {
      rule: 'M7 whoever sees a conflict and takes what stands has chosen',
      find: 'if (!settles && ',
      replace: 'if (',
    },
  },
  'domain/settings/contested.ts': {
    'conflict-keeps-the-first': {
      rule: 'M7 the latest value of a device is kept',
      invariant: 'M7',
      find: '    latest.delete(each.device);\n    latest.set(each.device, each);',
      replace: '    if (!latest.has(each.device)) latest.set(each.device, each);',
    },
    'conflict-by-arrival': {
      rule: 'M7 which value is the latest, its time says',
      invariant: 'M7',
      find: '.toSorted((a, b) => a.editedAt - b.editedAt)',
      replace: '',
    },
    'conflict-of-one': {
      rule: 'M7 each device has its value',
      invariant: 'M7',
      find: '[...contestedOf(row), one]',
      replace: '[one]',
    },
    'conflict-not-weighed': {
      rule: 'M13 what is contested takes room',
      find: 'sum + contestedBytes + utf8Bytes',
      replace: 'sum + 0 * utf8Bytes',
    },
  },
  'domain/settings/losing.ts': {
    'conflict-not-kept': {
      rule: 'M7 what is contested is kept until somebody chooses',
      invariant: 'M7',
      find: '{ ...standing, ...span, contested }',
      replace: '{ ...standing, ...span }',
    },
    'conflict-told-to-one-device': {
      rule: 'M7 all devices of the user hear of a conflict',
      invariant: 'S3',
      find: "emit(userTopic(address.userId), 'setting.contested'",
      replace: "emit(deviceTopic(caller.id), 'setting.contested'",
    },
    'conflict-names-another-entry': {
      rule: 'M7 a conflict names its entry',
      invariant: 'M7',
      find: 'const number = standing.lastChange + 1;',
      replace: 'const number = standing.lastChange;',
    },
    'conflict-without-a-quota': {
      rule: 'M13 what is contested takes room',
      find: 'if (refusal !== undefined) return refusal;\n  const span = remember(turn, address, row, lost);\n  state.put',
      replace: 'const span = remember(turn, address, row, lost);\n  state.put',
    },
  },
  'domain/settings/change.ts': {
    'conflict-outlives-the-choice': {
      rule: 'M7 a choice settles the conflict',
      invariant: 'M7',
      find: 'deviceId: caller.id, contested: null }',
      replace:
        "deviceId: caller.id, contested: state.get('settings', ...rowKey(address))?.contested ?? null }",
    },
    'choice-not-credited': {
      rule: 'M13 a choice gives back the room of the conflict',
      find: 'to: { value, contested: null }',
      replace: 'to: { value, contested: row?.contested ?? null }',
    },
  },
  'domain/settings/quota.ts': {
    'conflict-about-an-unset-forgotten': {
      rule: 'M9 no tombstone goes while something is to be chosen in its place',
      find: 'row.value === null && !isContested(row)',
      replace: 'row.value === null',
    },
  },
  'domain/settings/address.ts': {
    'classes-closed': {
      rule: 'M8 any device of the user writes for a class',
      find: "classScope.test(scope) ? 'class' : undefined",
      replace: 'undefined',
    },
    'class-of-any-name': {
      rule: 'M8 a class has a short plain name',
      invariant: 'S11',
      find: 'classScope.test(scope)',
      replace: "scope.startsWith('class:')",
    },
    'lock-ignored': {
      rule: 'M8 nobody writes what the operator decides',
      find: 'if (locked === true)',
      replace: 'if (locked === true && scope === String(locked))',
    },
    'scopes-ignored': {
      rule: 'M8 a key is written where its app wants it',
      find: 'if (scopes.some((one) => one === kind)) return undefined;',
      replace: 'if (scopes.length > 0 || kind === undefined) return undefined;',
    },
  },
  'domain/settings/writing.ts': {
    'key-unchecked': {
      rule: 'M8 an edit is of a key that may be written there',
      find: 'refuseKey(factsOf(policy, app, key), address) ??',
      replace: '',
    },
  },
  'domain/settings/restore.ts': {
    'restore-past-the-lock': {
      rule: 'M8 a restore is of a key that may be written there',
      find: 'refuseKey(factsOf(means.policy, app, key), address) ??',
      replace: '',
    },
  },
  'domain/settings/edit.ts': {
    'schema-ignored': {
      rule: 'M12 what the schema does not take is rejected',
      find: '(invalid === undefined ? undefined :',
      replace: '(invalid !== app ? undefined :',
    },
    'cause-forgotten': {
      rule: 'M10 the history says why',
      find: "gesture = null, cause = 'edit' } = op;",
      replace: "gesture = null } = op;\n  const cause = 'edit';",
    },
  },
  'domain/settings/traces.ts': {
    'conflict-is-a-base': {
      rule: 'M5 what was contested is no base',
      find: "if (event?.type !== 'setting.changed') return 0;",
      replace: 'if (event === undefined) return 0;',
    },
    'erase-spares-conflicts': {
      rule: 'M14 an erased value is nowhere in the log',
      find: "if (trace === undefined || !('value' in trace)) return;",
      replace: "if (trace === undefined || !('value' in trace) || 'entry' in trace) return;",
    },
  },
};
