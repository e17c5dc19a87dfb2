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

/** What the server may hold of a draft that became a message. */
export interface SentDraft {
  /** The newest, perhaps on its way there. */
  readonly draft: string | undefined;
  /** What stands there should that one never arrive. */
  readonly draftBefore: string | undefined;
}

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
  /** The drafts that what stands here was made of, one after the other. */
  readonly #madeOf = new Set<string>();
  /** What stood here when one began to write; null: nothing. */
  #held: KeptDraft | null | undefined;
  /** What another device wrote meanwhile. */
  #theirs: KeptDraft | undefined;
  /** The last one that was kept from here. */
  #ownId: string | undefined;
  /** Drafts that became messages: their settings go with the event. */
  readonly #sent = new Set<string>();
  /** The one that the server held when it told last. */
  #storedId: string | undefined;
  #timer: Cancel | undefined;

  constructor(means: DraftMeans) {
    this.#means = means;
    this.#look();
  }

  /** The text, for lists. */
  get text(): string | null {
    return this.shown.get().text.trim() === '' ? null : this.shown.get().text;
  }

  write(text: string, replyTo: string | null): void {
    const { environment } = this.#means;
    if (this.#typed === undefined) {
      this.#typedAt = environment.now();
      this.#continue(this.#base);
    }
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
    if (theirs === undefined) return;
    this.write(theirs.text, theirs.replyTo ?? null);
    this.#continue(theirs);
  }

  /** Keeps what was typed as a setting now. */
  flush(): void {
    const typed = this.#typed;
    if (typed === undefined) return;
    this.#drop();
    const { environment, choices, chat } = this.#means;
    if (typed.text.trim() === '' && typed.replyTo === null) {
      const kept = this.#kept();
      if (kept !== undefined && this.#madeOf.has(kept.id)) choices.set('draft', chat, undefined);
      if (this.#held !== undefined) this.#held = null;
    } else {
      const { text, replyTo } = typed;
      const draft = { id: newId(environment), text, ...(replyTo !== null && { replyTo }) };
      this.#ownId = draft.id;
      this.#continue(draft);
      choices.set('draft', chat, draft);
      if (this.#held !== undefined) this.#held = draft;
    }
    this.#changed();
  }

  /** It becomes a message: nothing of it is left, and what another device drafted stays. */
  send(): SentDraft {
    const { choices, chat } = this.#means;
    if (this.#typed === undefined) this.#continue(this.#base);
    this.#drop();
    const { leaving, stored } = choices.draftsBelow(chat);
    const [draft, before] = [leaving, stored]
      .map((it) => it?.id)
      .filter((id) => id !== undefined && this.#madeOf.has(id));
    for (const id of this.#madeOf) this.#sent.add(id);
    this.#madeOf.clear();
    if (this.#held !== undefined) this.#held = null;
    // The message says it now. Were it sent behind it, it would stand there for good.
    choices.withdrawDraft(chat);
    this.#changed();
    return { draft, draftBefore: before };
  }

  /** It was somebody else's. */
  clear(): void {
    this.#drop();
    this.#held = undefined;
    this.#theirs = undefined;
    this.#madeOf.clear();
    this.#storedId = undefined;
    this.#changed();
  }

  /** The settings changed. */
  touch(): void {
    const kept = this.#kept();
    this.#look();
    const isWriting = this.#held !== undefined || this.#typed !== undefined;
    if (kept === undefined) this.#theirs = undefined;
    else if (isWriting && kept.id !== this.#ownId && kept.id !== this.#held?.id) this.#theirs = kept;
    this.shown.touch();
  }

  /** What stood in the field and was taken away elsewhere stands there no more, unless one goes on writing. */
  #look(): void {
    const before = this.#storedId;
    const { stored, wasUnset } = this.#means.choices.draftsBelow(this.#means.chat);
    this.#storedId = stored?.id;
    const wasTaken = wasUnset && before !== undefined && before === this.#held?.id;
    if (wasTaken && this.#typed === undefined) this.#held = null;
  }

  /** What stands in the field where nothing is typed. */
  get #base(): KeptDraft | null | undefined {
    return this.#held === undefined ? this.#kept() : this.#held;
  }

  #continue(draft: KeptDraft | null | undefined): void {
    if (draft) this.#madeOf.add(draft.id);
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
    const base = this.#base;
    const { text, replyTo } = this.#typed ?? { text: base?.text ?? '', replyTo: base?.replyTo ?? null };
    const theirs = this.#theirs === undefined || this.#theirs.text === text ? null : this.#theirs.text;
    const isSame = before.text === text && before.replyTo === replyTo && before.theirs === theirs;
    return isSame ? before : { text, replyTo, theirs };
  }
}
