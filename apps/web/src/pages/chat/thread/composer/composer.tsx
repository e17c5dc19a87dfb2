/** A text that somebody writes: grows with its lines, suggests whom to mention, and is sent by Enter. */
import {
  type ChangeEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useFormatter, useTranslations } from 'use-intl/react';
import { SendIcon } from '../icons.tsx';
import { EmojiPicker } from './emoji-picker.tsx';
import { fill } from './fill.ts';
import { MentionList } from './mention-list.tsx';
import { useMentioning } from './mentioning.ts';

/** What others may do with a composer. */
export interface ComposerHandle {
  readonly focus: () => void;
}

export interface ComposerProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Is given a text that can be sent. */
  readonly onSend: (text: string) => void;
  readonly label: string;
  readonly placeholder: string;
  readonly sendLabel: string;
  /** Esc, while there is something to leave. */
  readonly onCancel?: (() => void) | undefined;
  /** Arrow up, where nothing is written. */
  readonly onUp?: (() => void) | undefined;
  /** The focus came into the composer, or left it: what belongs to the text belongs to it. */
  readonly onHold?: ((hold: boolean) => void) | undefined;
  /** What the text belongs to, above it. */
  readonly above?: ReactNode;
  readonly ref?: Ref<ComposerHandle>;
}

export function Composer(props: ComposerProps) {
  const { text, onText, onSend, label, placeholder, sendLabel, onCancel, onUp, onHold, above, ref } = props;
  const t = useTranslations('thread.composer');
  const format = useFormatter();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const mentioning = useMentioning({ text, field, onText: put });
  const full = fill(text);
  const canSend = text.trim() !== '' && full <= 1;

  useImperativeHandle(ref, () => ({ focus: () => field.current?.focus() }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows from the text
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [text]);

  useLayoutEffect(() => {
    if (caret === null) return;
    field.current?.focus();
    field.current?.setSelectionRange(caret, caret);
    setCaret(null);
  }, [caret]);

  function put(next: string, to: number): void {
    onText(next);
    setCaret(to);
  }

  const insert = (emoji: string) => {
    const { selectionStart: from, selectionEnd: to } = field.current ?? {
      selectionStart: text.length,
      selectionEnd: text.length,
    };
    put(text.slice(0, from) + emoji + text.slice(to), from + emoji.length);
  };

  const send = () => {
    if (canSend) onSend(text.trim());
    field.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While somebody composes a character, keys belong to that.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (mentioning.onKeyDown(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && onCancel !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    } else if (event.key === 'ArrowUp' && text === '' && onUp !== undefined) {
      event.preventDefault();
      onUp();
    }
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the focus comes from what is inside
    <div
      onFocus={() => onHold?.(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onHold?.(false);
      }}
      className="relative border-t border-line bg-card px-2 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:px-3"
    >
      {above}
      {mentioning.people.length > 0 && (
        <MentionList
          id={mentioning.listId}
          people={mentioning.people}
          chosen={mentioning.chosen}
          onChoose={mentioning.choose}
        />
      )}
      <div className="flex items-end gap-2">
        <EmojiPicker onPick={insert} />
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
        <textarea
          ref={field}
          id={id}
          rows={1}
          dir="auto"
          value={text}
          placeholder={placeholder}
          enterKeyHint="send"
          autoComplete="off"
          aria-describedby={full > nearly ? `${id}-full` : undefined}
          {...mentioning.aria}
          onChange={({ target }: ChangeEvent<HTMLTextAreaElement>) => onText(target.value)}
          onSelect={mentioning.look}
          onKeyDown={onKeyDown}
          onBlur={mentioning.close}
          className="block max-h-52 min-h-10 touch:min-h-11 min-w-0 flex-1 resize-none rounded-xl border border-line-strong bg-page px-3 py-2 text-base leading-6 placeholder:text-soft"
        />
        <button
          type="button"
          aria-label={sendLabel}
          title={sendLabel}
          aria-disabled={!canSend || undefined}
          onClick={send}
          className="flex size-10 touch:size-11 shrink-0 items-center justify-center rounded-xl bg-accent text-on-accent hover:bg-accent-strong aria-disabled:bg-sunken aria-disabled:text-soft"
        >
          <SendIcon className="size-5" />
        </button>
      </div>
      {full > nearly && (
        <p
          id={`${id}-full`}
          role={full > 1 ? 'alert' : undefined}
          className={`mt-1 text-end text-xs ${full > 1 ? 'text-bad' : 'text-soft'}`}
        >
          {full > 1 ? t('tooLong') : t('nearly', { share: format.number(full, { style: 'percent' }) })}
        </p>
      )}
      <p role="status" className="sr-only">
        {mentioning.people.length > 0 && t('found', { count: mentioning.people.length })}
      </p>
    </div>
  );
}

/** From here on a person is told how much room is left. */
const nearly = 0.9;
