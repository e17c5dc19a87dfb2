/** What one has begun to write in a chat. */
import { useMemo } from 'react';
import { useReadable } from '../../react/readable.ts';
import type { DraftField } from '../api.ts';
import { useChatsDoor } from './provider.ts';

const empty: DraftField = { text: '', replyTo: null, theirs: null };

/** A draft with its edits: bound, and the same for as long as the chat is. */
export interface DraftHook extends DraftField {
  readonly set: (text: string, replyTo?: string | null) => void;
  /** True while the field has the focus: what another device drafts does not replace it. */
  readonly hold: (isHeld: boolean) => void;
  readonly takeTheirs: () => void;
}

/** The draft of a chat; empty at build. */
export function useDraft(id: string): DraftHook {
  const chat = useChatsDoor().chat(id);
  const field = useReadable(chat.draft, empty);
  const edits = useMemo(
    () => ({
      set: (text: string, replyTo?: string | null) => chat.setDraft(text, replyTo),
      hold: (isHeld: boolean) => chat.holdDraft(isHeld),
      takeTheirs: () => chat.takeTheirs(),
    }),
    [chat],
  );
  return useMemo(() => ({ ...field, ...edits }), [field, edits]);
}
