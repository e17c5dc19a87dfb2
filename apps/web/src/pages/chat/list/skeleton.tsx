/** Where the chats will be: eight rows of their size. */
import { Skeleton } from '../../../ui/skeleton.tsx';

const widths = ['w-32', 'w-24', 'w-40', 'w-28', 'w-36', 'w-20', 'w-32', 'w-24'] as const;

export function SkeletonRows() {
  return (
    <div className="px-3.5 py-1" aria-busy="true">
      {widths.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change.
        <div key={index} className="flex h-17 items-center gap-3">
          <Skeleton className="size-10 shrink-0 rounded-full" />
          <div className="min-w-0 flex-1 space-y-2">
            <Skeleton className={`h-4 ${width}`} />
            <Skeleton className="h-3.5 w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}

/** Before there is anything to list. */
export function ListSkeleton() {
  return (
    <div className="fixed inset-x-0 top-21 bottom-14.5 bg-card pt-30 md:top-14 md:bottom-0 md:left-22">
      <div className="h-full md:w-80 md:border-r md:border-line">
        <SkeletonRows />
      </div>
    </div>
  );
}
