/** What the server tells this device, as it comes: the last fifty events, each as a tree. */
import type { Client } from '@kith/client';
import { useRecentEvents } from '@kith/client/react';
import { useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useDeviceName } from '../../../synced/device-name.ts';
import type { Json } from '../../../synced/json.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Time } from '../../../ui/time.tsx';
import { Section } from './section.tsx';
import { gistOf, shownEvents } from './tree.ts';
import { Tree } from './tree-view.tsx';

type Events = ReturnType<Client['events']['recent']['get']>;
type Event = Events[number];

const most = 50;

/** As many as the client remembers. */
const missedMax = 100;

export function Inspector() {
  const t = useTranslations('app.inspector');
  const live = useRecentEvents();
  const [paused, setPaused] = useState<Events | null>(null);
  const [clearedAt, setClearedAt] = useState<string | null>(null);
  const recent = paused ?? live;
  const events = shownEvents(recent, { clearedAt, most });
  const missed =
    paused === null
      ? 0
      : live.length - 1 - live.findLastIndex(({ cursor }) => cursor === paused.at(-1)?.cursor);
  return (
    <Section title={t('title')}>
      <p className="text-sm text-soft">{t('text')}</p>
      <div className="-mx-4 mt-1 flex flex-wrap">
        <Button tone="quiet" onClick={() => setClearedAt(recent.at(-1)?.cursor ?? null)}>
          {t('clear')}
        </Button>
        <CopyButton text={JSON.stringify(events, null, 2)} />
        <Button
          tone="quiet"
          aria-pressed={paused !== null}
          onClick={() => setPaused(paused === null ? live : null)}
        >
          {/* It has the room of its longest word: nothing moves while events are missed. */}
          <span className="grid justify-items-start *:col-start-1 *:row-start-1">
            <span>
              {paused === null
                ? t('pause')
                : missed === 0
                  ? t('resume')
                  : t('resumeMissed', { count: missed })}
            </span>
            <span aria-hidden="true" className="invisible">
              {t('resumeMissed', { count: missedMax })}
            </span>
          </span>
        </Button>
      </div>
      {/* A log by its nature, and never read out by itself. */}
      <div
        role="log"
        aria-live="off"
        aria-label={t('title')}
        className="mt-1 h-72 overflow-y-auto rounded-lg border border-line bg-sunken"
      >
        {events.length === 0 && <p className="p-3 text-sm text-soft">{t('empty')}</p>}
        {events.length > 0 && (
          <ol className="divide-y divide-line">
            {events.map((event) => (
              <EventRow key={event.cursor} event={event} />
            ))}
          </ol>
        )}
      </div>
    </Section>
  );
}

/** Its tree is made when it is first opened: fifty open ones would be a long page. */
function EventRow({ event }: { readonly event: Event }) {
  const nameOf = useDeviceName();
  const [isOpen, setIsOpen] = useState(false);
  const { device } = event.actor;
  return (
    <li>
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary className="grid min-h-11 grid-cols-[minmax(0,1fr)_auto] list-none gap-x-2 px-3 py-1.5 text-xs hover:bg-card [&::-webkit-details-marker]:hidden">
          <span className="truncate font-mono font-medium">{event.type}</span>
          <span className="text-right text-soft">
            <Time at={event.at} />
          </span>
          <bdi className="truncate font-mono text-soft">{gistOf(event.data as unknown as Json)}</bdi>
          <bdi className="max-w-32 truncate text-right text-soft">
            {device === null ? '' : nameOf(device).label}
          </bdi>
        </summary>
        {isOpen && (
          <div className="overflow-x-auto px-3 pb-2">
            <Tree value={event as unknown as Json} />
          </div>
        )}
      </details>
    </li>
  );
}
