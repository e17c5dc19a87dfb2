/** A story of two devices and what the server makes of it: the picture shows what the deciders really say. */
import { stage } from '../stage.ts';

export type Lane = 'phone' | 'laptop';

export interface Edit {
  readonly lane: Lane;
  /** When the person makes it, in units of the story's axis. */
  readonly at: number;
  /** When it leaves the device; later than `at` where that was offline. */
  readonly sent?: number;
  /** When it reaches the server; by default at once. */
  readonly arrives?: number;
  readonly key?: string;
  /** null: unset. */
  readonly value: string | null;
  /** The person looked at what stood then; by default at `at`. */
  readonly saw?: number;
  readonly scope?: 'device';
  readonly ifBase?: true;
}

/** A time in which a device does not talk to the server. */
export interface Span {
  readonly lane: Lane;
  readonly from: number;
  readonly to: number;
  /** Why; by default it is offline. */
  readonly text?: string;
}

export interface Story {
  /** Of the file. */
  readonly name: string;
  readonly title: string;
  /** The picture in words, for whoever does not see it. */
  readonly says: string;
  /** ms of one unit of the axis. */
  readonly unitMs: number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** What stands when it begins. */
  readonly before: Readonly<Record<string, string>>;
  readonly names?: Partial<Record<Lane, string>>;
  readonly edits: readonly Edit[];
  readonly offline: readonly Span[];
  readonly notes?: readonly { readonly lane: Lane; readonly at: number; readonly text: string }[];
}

/** An edit that was judged. */
export interface Judged extends Edit {
  readonly sent: number;
  readonly arrives: number;
  readonly outcome: string;
}

export interface Told {
  readonly story: Story;
  readonly edits: readonly Judged[];
  /** What each device shows in the end, by key. */
  readonly shows: Readonly<Record<Lane, Readonly<Record<string, string>>>>;
  /** What was superseded, and is in a history. */
  readonly lost: readonly string[];
}

const appDefault = 'the default';

/** Has the deciders judge it. */
export function tell(story: Story): Told {
  const { scene, edit, row, history, ...devices } = stage();
  const startMs = scene.state.now;
  const keys = [...new Set([...Object.keys(story.before), ...story.edits.map(keyOf)])];
  for (const [key, value] of Object.entries(story.before)) edit(devices.phone, { key, value });
  const first = story.ticks[0]?.at ?? 0;
  /** What stood at which time: rev by key and scope. */
  const revs = keys.map((key) => ({
    key,
    scope: 'user',
    from: first,
    rev: row(key)?.rev ?? 0,
  }));
  const revAt = (key: string, scope: string, at: number) =>
    revs.findLast((it) => it.key === key && it.scope === scope && it.from <= at)?.rev ?? 0;

  const onTheWay = story.edits.map((it) => ({ ...it, sent: it.sent ?? it.at }));
  const arriving = onTheWay
    .map((it) => ({ ...it, arrives: it.arrives ?? it.sent }))
    .sort((a, b) => a.arrives - b.arrives);
  const edits = arriving.map((it): Judged => {
    const { lane, at, sent, arrives, value, saw = at, ifBase } = it;
    const [device, key] = [devices[lane], keyOf(it)];
    const scope = it.scope === 'device' ? `device:${device}` : 'user';
    scene.state.now = startMs + (arrives - first) * story.unitMs;
    const { outcome } = edit(device, {
      key,
      ...(value === null ? { unset: true as const } : { value }),
      ...(scope === 'user' ? {} : { scope }),
      ...(ifBase === undefined ? {} : { ifBase }),
      base: revAt(key, scope, saw),
      ageMs: (sent - at) * story.unitMs,
    });
    revs.push({ key, scope, from: arrives, rev: row(key, scope)?.rev ?? 0 });
    return { ...it, outcome };
  });

  const shownOn = (device: string, key: string) => {
    const standing = row(key, `device:${device}`)?.value ?? row(key)?.value ?? null;
    return standing === null ? appDefault : String(JSON.parse(standing));
  };
  const showsOn = (lane: Lane) => Object.fromEntries(keys.map((key) => [key, shownOn(devices[lane], key)]));
  const lost = keys.flatMap((key) => history(key).filter(({ cause }) => cause === 'superseded'));
  return {
    story,
    edits,
    shows: { phone: showsOn('phone'), laptop: showsOn('laptop') },
    lost: lost.map(({ new: value }) => (value === null ? 'unset' : String(JSON.parse(value)))),
  };
}

export function keyOf({ key = 'theme' }: Pick<Edit, 'key'>): string {
  return key;
}
