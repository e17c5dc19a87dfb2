/** How far others have read. */
import { useReadable } from '@kith/client/react';
import { useDesk } from './desk.tsx';

const nobody: ReadonlyMap<string, number> = new Map();

/** The seq up to which somebody else has read; 0: nobody, or nobody shows it. */
export function useReadUpTo(): number {
  const { chat, own } = useDesk();
  const receipts = useReadable(chat.receipts, nobody);
  let furthest = 0;
  for (const [user, seq] of receipts) if (user !== own) furthest = Math.max(furthest, seq);
  return furthest;
}

/** Who else has read a message. */
export function useReaders(seq: number | null): readonly string[] {
  const { chat, own } = useDesk();
  const receipts = useReadable(chat.receipts, nobody);
  if (seq === null) return [];
  return [...receipts].filter(([user, upTo]) => user !== own && upTo >= seq).map(([user]) => user);
}
