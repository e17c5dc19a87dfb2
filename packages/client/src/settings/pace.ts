/** The pace of edits: the first of a drag leaves at once, then at most eight a second, and always the last one. */

/** Eight a second. */
const paceMs = 125;

/** Of a drag that the person's other screens follow by previews. */
const previewedPaceMs = 1000;

/** When each setting was sent last. */
export class Pace {
  readonly #sentAt = new Map<string, number>();

  /** How long this setting must wait before its next op; a clock that was set back lets it go. */
  waitMs(name: string, now: number, isPreviewed = false): number {
    const sentAt = this.#sentAt.get(name);
    if (sentAt === undefined || now < sentAt) return 0;
    return Math.max(0, sentAt + (isPreviewed ? previewedPaceMs : paceMs) - now);
  }

  sent(name: string, now: number): void {
    this.#sentAt.set(name, now);
  }

  /** Forgets what has waited long enough. */
  tidy(now: number): void {
    for (const [name, sentAt] of this.#sentAt) {
      if (now - sentAt > previewedPaceMs || now < sentAt) this.#sentAt.delete(name);
    }
  }
}
