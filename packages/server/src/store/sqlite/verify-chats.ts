/** The rules of chats: who is in, what each may read, and what was said agree with the log and with one another. */
import type { RowRule } from './row-rules.ts';

/** Up to here the events of a chat's topic are trimmed. */
const trimmed = (chat: string) => `coalesce((SELECT seq FROM topics WHERE topic = 'chat:' || ${chat}), 0)`;

/** Names a row at a seq of a chat. */
const at = (row: string) => `${row}.chat_id || ' ' || ${row}.seq AS what`;

/** A row that hangs on a message hangs on one that is not there, or is deleted. */
const hangsOnNothing = (table: string, more = '') =>
  `SELECT ${at('r')} FROM ${table} r LEFT JOIN messages m ON m.chat_id = r.chat_id AND m.seq = r.seq
  WHERE coalesce(m.live, 0) <> 1 ${more}`;

/** Lines are kept of these events. */
const lineTypes = "('chat.created', 'chat.updated', 'member.joined', 'member.left', 'member.role-changed')";

export const chatRules: readonly RowRule[] = [
  {
    says: 'the number of members of a chat is not how many there are',
    wrong: `SELECT id AS what FROM chats c
      WHERE member_count <> (SELECT count(*) FROM members WHERE chat_id = c.id)`,
  },
  {
    says: 'a chat without members takes more, or one with members is over',
    wrong: 'SELECT id AS what FROM chats WHERE (member_count = 0) <> (deleted_at IS NOT NULL)',
  },
  {
    says: 'a member is in no chat that is there, or is no user',
    wrong: `SELECT chat_id || ' ' || user_id AS what FROM members
      WHERE chat_id NOT IN (SELECT id FROM chats) OR user_id NOT IN (SELECT id FROM users)`,
  },
  {
    says: 'a member is banned',
    wrong: `SELECT chat_id || ' ' || user_id AS what FROM members JOIN bans USING (chat_id, user_id)`,
  },
  {
    says: 'the present stay of a member is not the one that began when they joined',
    wrong: `SELECT coalesce(m.chat_id, s.chat_id) || ' ' || coalesce(m.user_id, s.user_id) AS what
      FROM (SELECT * FROM stays WHERE "to" IS NULL) s
      FULL JOIN members m ON m.user_id = s.user_id AND m.chat_id = s.chat_id AND m.since = s."from"
      WHERE m.user_id IS NULL OR s.user_id IS NULL`,
  },
  {
    says: 'two stays of a user in a chat run into one another',
    wrong: `SELECT s.chat_id || ' ' || s.user_id AS what FROM stays s
      JOIN stays n ON n.user_id = s.user_id AND n.chat_id = s.chat_id AND n."from" > s."from"
      WHERE s."to" IS NULL OR s."to" >= n."from"`,
  },
  {
    says: 'a stay does not begin with the event by which its user joined',
    wrong: `SELECT s.chat_id || ' ' || s.user_id AS what FROM stays s
      LEFT JOIN events e ON e.topic = 'chat:' || s.chat_id AND e.seq = s."from"
      WHERE s."from" > ${trimmed('s.chat_id')}
      AND (e.type IS NOT 'member.joined' OR e.data ->> '$.user' <> s.user_id)`,
  },
  {
    says: 'a stay does not end with the event by which its user left, or the chat ended',
    wrong: `SELECT s.chat_id || ' ' || s.user_id AS what FROM stays s
      LEFT JOIN events e ON e.topic = 'chat:' || s.chat_id AND e.seq = s."to"
      WHERE s."to" > ${trimmed('s.chat_id')} AND e.type IS NOT 'chat.deleted'
      AND (e.type IS NOT 'member.left' OR e.data ->> '$.user' <> s.user_id)`,
  },
  {
    says: 'a member has read, or shown, what is not there yet',
    wrong: `SELECT chat_id || ' ' || user_id AS what FROM members WHERE max(since, read, shown) > coalesce(
      (SELECT max(seq) FROM events WHERE topic = 'chat:' || chat_id), ${trimmed('chat_id')})`,
  },
  {
    says: 'a message is not the one that was sent at its seq',
    wrong: `SELECT ${at('m')} FROM messages m
      LEFT JOIN events e ON e.topic = 'chat:' || m.chat_id AND e.seq = m.seq
      WHERE m.seq > ${trimmed('m.chat_id')} AND (e.type IS NOT 'message.sent'
      OR e.data ->> '$.id' <> m.id OR e.user_id IS NOT m.user_id OR e.subject IS NOT m.id OR e.at <> m.at)`,
  },
  {
    says: 'what was sent has no message',
    wrong: `SELECT topic || ' ' || seq AS what FROM events e WHERE type = 'message.sent' AND NOT EXISTS
      (SELECT 1 FROM messages WHERE chat_id = substr(e.topic, 6) AND seq = e.seq)`,
  },
  {
    says: 'a message is neither live with a text nor deleted without one',
    wrong: `SELECT ${at('m')} FROM messages m WHERE live <> (text IS NOT NULL) OR live <> (deleted_at IS NULL)
      OR (live = 0 AND mentions IS NOT NULL)`,
  },
  {
    says: 'a message does not read as it was said last, or a deleted one can still be read in the log',
    wrong: `SELECT ${at('m')} FROM messages m JOIN events e ON e.event_offset = (
        SELECT max(event_offset) FROM events WHERE user_id = m.user_id AND subject = m.id
        AND type IN ('message.sent', 'message.edited'))
      WHERE e.data ->> '$.text' IS NOT coalesce(m.text, '')`,
  },
  {
    says: 'an earlier text of a deleted message can still be read in the log',
    wrong: `SELECT ${at('m')} FROM messages m JOIN events e ON e.user_id = m.user_id AND e.subject = m.id
      WHERE m.live = 0 AND e.type IN ('message.sent', 'message.edited')
      AND (e.data ->> '$.text' <> '' OR e.salt IS NOT NULL)`,
  },
  {
    says: 'a message answers one that is not there, or comes later',
    wrong: `SELECT ${at('m')} FROM messages m WHERE reply_to IS NOT NULL AND NOT EXISTS
      (SELECT 1 FROM messages a WHERE a.chat_id = m.chat_id AND a.seq = m.reply_to AND a.seq < m.seq)`,
  },
  { says: 'a mention hangs on no living message', wrong: hangsOnNothing('mentions') },
  { says: 'a reaction hangs on no living message', wrong: hangsOnNothing('reactions') },
  {
    says: 'a notice hangs on no living message',
    wrong: hangsOnNothing('inbox', "AND r.kind IN ('mention', 'reply')"),
  },
  {
    says: 'a line is not of the event at its seq',
    wrong: `SELECT ${at('l')} FROM lines l
      LEFT JOIN events e ON e.topic = 'chat:' || l.chat_id AND e.seq = l.seq
      WHERE l.seq > ${trimmed('l.chat_id')} AND (e.type IS NOT l.type OR e.at IS NOT l.at)`,
  },
  {
    says: 'what came about in a chat that goes on has no line',
    wrong: `SELECT topic || ' ' || seq AS what FROM events e
      WHERE type IN ${lineTypes} AND substr(topic, 6) NOT IN (SELECT id FROM chats WHERE deleted_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM lines WHERE chat_id = substr(e.topic, 6) AND seq = e.seq)`,
  },
];
