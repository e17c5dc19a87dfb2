/** What shows until it is known whether this device has a user: the page's own blocks, empty, of the same height. */
import { Skeleton } from '../../ui/skeleton.tsx';

export function DemoSkeleton() {
  return (
    <div aria-busy="true" className="space-y-4">
      <Skeleton className="h-16 w-full rounded-xl" />
      <Skeleton className="h-88 w-full rounded-xl" />
      <Skeleton className="h-70 w-full rounded-xl" />
      <Skeleton className="h-10 w-72" />
    </div>
  );
}
