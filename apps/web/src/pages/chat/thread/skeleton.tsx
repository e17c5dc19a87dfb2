/** What shows before messages are there: grey places of about their size. */
import { Skeleton } from '../../../ui/skeleton.tsx';

const places = ['w-2/3', 'w-1/2', 'ms-auto w-3/5', 'w-2/5', 'ms-auto w-1/3', 'w-3/5'] as const;

export function ThreadSkeleton() {
  return (
    <div
      aria-busy="true"
      className="flex h-full min-h-0 flex-1 flex-col justify-end gap-2.5 overflow-hidden p-5"
    >
      {places.map((place) => (
        <Skeleton key={place} className={`h-11 max-w-md rounded-2xl ${place}`} />
      ))}
    </div>
  );
}
