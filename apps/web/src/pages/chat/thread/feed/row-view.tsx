/** A row of a feed, where the list puts it. */
import { memo, type Ref } from 'react';
import { Bubble } from '../bubble/bubble.tsx';
import { DayLine, UnreadLine } from './day.tsx';
import { LinesView } from './lines-view.tsx';
import { isSameRow, type Row } from './rows.ts';
import { TabStop } from './tab-stop.tsx';

export interface RowViewProps {
  readonly row: Row;
  readonly index: number;
  /** Of all rows; -1: there are more than are known. */
  readonly setSize: number;
  readonly top: number;
  readonly isTabStop: boolean;
  readonly isFound: boolean;
  readonly measure: Ref<HTMLElement>;
}

export const RowView = memo(Plain, (one, other) => {
  return (
    isSameRow(one.row, other.row) &&
    one.index === other.index &&
    one.setSize === other.setSize &&
    one.top === other.top &&
    one.isTabStop === other.isTabStop &&
    one.isFound === other.isFound &&
    one.measure === other.measure
  );
});

function Plain({ row, index, setSize, top, isTabStop, isFound, measure }: RowViewProps) {
  const labelId = `row-${row.key}`;
  const bodyId = `${labelId}-text`;
  return (
    <article
      ref={measure}
      data-index={index}
      data-key={row.key}
      aria-posinset={setSize < 0 ? undefined : index + 1}
      aria-setsize={setSize}
      aria-labelledby={labelId}
      aria-describedby={row.kind === 'message' ? bodyId : undefined}
      tabIndex={isTabStop ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 px-3 outline-offset-[-2px] sm:px-5"
    >
      <TabStop value={isTabStop}>
        {row.day !== null && <DayLine at={row.day} />}
        {row.isUnreadFirst && <UnreadLine />}
        {row.kind === 'lines' ? (
          <div id={labelId}>
            <LinesView lines={row.lines} />
          </div>
        ) : (
          <Bubble row={row} labelId={labelId} bodyId={bodyId} isFound={isFound} />
        )}
      </TabStop>
    </article>
  );
}
