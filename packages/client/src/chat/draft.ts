/** What one has begun to write in one chat: at once on this device, soon on the others, and never over what is being typed. */
import type { Environment } from '../environment/environment.ts';
import type { Cancel } from '../observable.ts';
import { newId } from '../wire/ids.ts';
import type { DraftField } from './api.ts';
import type { Choices, KeptDraft } from './choices.ts';
import { Live } from './live.ts';

/** Whoever types pauses that long before others see it. */
const quietMs = 800;

/** And it is kept no later than this, however long one types without a pause. */
const lateMs = 3000;

const empty: DraftField = { text: '', replyTo: null, theirs: null };

export interface DraftMeans {
  readonly environment: Pick<Environment, 'now' | 'after' | 'bytes'>;
  readonly choices: Choices;
  readonly chat: string;
  readonly onChange: () => void;
}

export class Draft {
  readonly shown = new Live<DraftField>((before = empty) => this.#compute(before));
  readonly #means: DraftMeans;
  /** What is typed here and no setting yet. */
  #typed: Pick<DraftField, 'text' | 'replyTo'> | undefined;
  #typedAt = 0;
  /** What stood here when one began to write; null: nothing. */
  #held: KeptDraft | null | undefined;
  /** What another device wrote meanwhile. */
  #theirs: KeptDraft | undefined;
  /** The last one that was kept from here. */
  #ownId: string | undefined;
  /** Drafts that became messages: their settings go with the event. */
  readonly #sent = new Set<string>();
  #timer: Cancel | undefined;

  constructor(means: DraftMeans) {
    this.#means = means;
  }

  /** The text, for lists. */
  get text(): string | null {
    return this.shown.get().text.trim() === '' ? null : this.shown.get().text;
  }

  write(text: string, replyTo: string | null): void {
    const { environment } = this.#means;
    if (this.#typed === undefined) this.#typedAt = environment.now();
    this.#typed = { text, replyTo };
    this.#timer?.();
    const ms = Math.max(0, Math.min(quietMs, this.#typedAt + lateMs - environment.now()));
    this.#timer = environment.after(ms, () => this.flush());
    this.#changed();
  }

  /** While a person writes, what another device drafts waits. */
  hold(isHeld: boolean): void {
    if (isHeld === (this.#held !== undefined)) return;
    this.#held = isHeld ? (this.#kept() ?? null) : undefined;
    if (!isHeld) {
      this.flush();
      this.#theirs = undefined;
    }
    this.#changed();
  }

  takeTheirs(): void {
    const theirs = this.#theirs;
    this.#theirs = undefined;
    if (theirs !== undefined) this.write(theirs.text, theirs.replyTo ?? null);
  }

  /** Keeps what was typed as a setting now. */
  flush(): void {
    const typed = this.#typed;
    if (typed === undefined) return;
    this.#drop();
    const { environment, choices, chat } = this.#means;
    if (typed.text.trim() === '' && typed.replyTo === null) {
      if (this.#kept() !== undefined) choices.set('draft', chat, undefined);
      if (this.#held !== undefined) this.#held = null;
    } else {
      const { text, replyTo } = typed;
      const draft = { id: newId(environment), text, ...(replyTo !== null && { replyTo }) };
      this.#ownId = draft.id;
      choices.set('draft', chat, draft);
      if (this.#held !== undefined) this.#held = draft;
    }
    this.#changed();
  }

  /** It becomes a message: nothing of it is left. Gives the id under which the server knows it, where it may. */
  send(): string | undefined {
    const { choices, chat } = this.#means;
    this.#drop();
    const kept = this.#kept();
    const isShown = kept !== undefined && kept.id !== this.#theirs?.id;
    if (this.#held !== undefined) this.#held = null;
    if (isShown) {
      this.#sent.add(kept.id);
      // One that is only on its way must not come to stand behind the message.
      if (choices.isDraftSaving(chat)) choices.set('draft', chat, undefined);
    }
    this.#changed();
    return isShown ? kept.id : undefined;
  }

  /** It was somebody else's. */
  clear(): void {
    this.#drop();
    this.#held = undefined;
    this.#theirs = undefined;
    this.#changed();
  }

  /** The settings changed. */
  touch(): void {
    const kept = this.#kept();
    const isWriting = this.#held !== undefined || this.#typed !== undefined;
    if (kept === undefined) this.#theirs = undefined;
    else if (isWriting && kept.id !== this.#ownId && kept.id !== this.#held?.id) this.#theirs = kept;
    this.shown.touch();
  }

  #drop(): void {
    this.#timer?.();
    this.#timer = undefined;
    this.#typed = undefined;
  }

  #changed(): void {
    this.shown.touch();
    this.#means.onChange();
  }

  #kept(): KeptDraft | undefined {
    const kept = this.#means.choices.draft(this.#means.chat);
    return kept === undefined || this.#sent.has(kept.id) ? undefined : kept;
  }

  #compute(before: DraftField): DraftField {
    const base = this.#held === undefined ? this.#kept() : this.#held;
    const { text, replyTo } = this.#typed ?? { text: base?.text ?? '', replyTo: base?.replyTo ?? null };
    const theirs = this.#theirs === undefined || this.#theirs.text === text ? null : this.#theirs.text;
    const isSame = before.text === text && before.replyTo === replyTo && before.theirs === theirs;
    return isSame ? before : { text, replyTo, theirs };
  }
}
