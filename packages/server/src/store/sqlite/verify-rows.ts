/** Verifying the rows: they agree with the log and with one another. */
import type { DatabaseSync } from 'node:sqlite';
import type { Problems } from './problems.ts';
import type { RowRule } from './row-rules.ts';
import { chatRules } from './verify-chats.ts';
import { verifyWords } from './verify-words.ts';

/** Rules of devices, users and settings. */
const rules: readonly RowRule[] = [
  {
    says: 'a setting has a rev above the last seq of its topic',
    wrong: `SELECT user_id || ' ' || app || ' ' || key AS what FROM settings WHERE rev > coalesce(
      (SELECT max(seq) FROM events WHERE topic = 'user:' || user_id),
      (SELECT seq FROM topics WHERE topic = 'user:' || user_id), 0)`,
  },
  {
    says: 'the rev of a setting is the seq of another event',
    wrong: `SELECT s.user_id || ' ' || s.app || ' ' || s.key AS what FROM settings s
      JOIN events e ON e.topic = 'user:' || s.user_id AND e.seq = s.rev
      WHERE e.type <> 'setting.changed' OR e.data ->> '$.key' <> s.key
      OR e.data ->> '$.app' <> s.app OR e.data ->> '$.scope' <> s.scope`,
  },
  {
    says: 'the rev of a setting is in no event, and yet nothing was trimmed',
    wrong: `SELECT s.user_id || ' ' || s.app || ' ' || s.key AS what FROM settings s
      WHERE rev > coalesce((SELECT seq FROM topics WHERE topic = 'user:' || user_id), 0)
      AND NOT EXISTS (SELECT 1 FROM events WHERE topic = 'user:' || user_id AND seq = s.rev)`,
  },
  {
    says: 'the usage of settings is not what the settings take',
    wrong: `WITH taken AS (
        SELECT user_id, count(*) AS keys, sum(octet_length(key) + coalesce(octet_length(value), 0)
          + (SELECT coalesce(sum(100 + coalesce(octet_length(value ->> '$.value'), 0)), 0) FROM json_each(contested))) AS bytes
        FROM settings WHERE value IS NOT NULL OR contested IS NOT NULL GROUP BY user_id),
      unset AS (SELECT user_id, count(*) AS tombstones FROM settings
        WHERE value IS NULL AND contested IS NULL GROUP BY user_id),
      histories AS (
        SELECT user_id, sum(200 + coalesce(octet_length(old), 0) + coalesce(octet_length(new), 0)) AS history_bytes
        FROM setting_changes GROUP BY user_id),
      users AS (SELECT user_id FROM settings UNION SELECT user_id FROM setting_changes
        UNION SELECT user_id FROM setting_usage)
      SELECT user_id AS what FROM users LEFT JOIN taken USING (user_id) LEFT JOIN unset USING (user_id)
      LEFT JOIN histories USING (user_id) LEFT JOIN setting_usage u USING (user_id)
      WHERE coalesce(taken.keys, 0) <> coalesce(u.keys, 0) OR coalesce(taken.bytes, 0) <> coalesce(u.bytes, 0)
      OR coalesce(unset.tombstones, 0) <> coalesce(u.tombstones, 0)
      OR coalesce(histories.history_bytes, 0) <> coalesce(u.history_bytes, 0)`,
  },
  {
    says: 'a device belongs to a user that is not there',
    wrong:
      'SELECT id AS what FROM devices WHERE user_id IS NOT NULL AND user_id NOT IN (SELECT id FROM users)',
  },
  {
    says: 'the last change of user of a device lies above the last seq of its topic',
    wrong: `SELECT id AS what FROM devices WHERE user_seq > coalesce(
      (SELECT max(seq) FROM events WHERE topic = 'device:' || id),
      (SELECT seq FROM topics WHERE topic = 'device:' || id), 0)`,
  },
  {
    says: 'a session belongs to a device that is not there',
    wrong: 'SELECT id AS what FROM sessions WHERE device_id NOT IN (SELECT id FROM devices)',
  },
  {
    says: 'a setting belongs to a user that is not there',
    wrong: 'SELECT DISTINCT user_id AS what FROM settings WHERE user_id NOT IN (SELECT id FROM users)',
  },
];

/** Checks every rule. */
export function verifyRows(db: DatabaseSync, problems: Problems): void {
  for (const { says, wrong } of [...rules, ...chatRules]) {
    for (const { what } of db.prepare(wrong).iterate() as unknown as Iterable<{ what: string }>) {
      problems.add(`rows: ${says}: ${what}`);
    }
  }
  verifyWords(db, problems);
}
