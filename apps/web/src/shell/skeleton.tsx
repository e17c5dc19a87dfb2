/** What shows before a page is there: boxes of about its size, so that nothing jumps. */
import { Skeleton } from '../ui/skeleton.tsx';

export function PageSkeleton() {
  return (
    <div className="mx-auto max-w-5xl space-y-4" aria-busy="true">
      <Skeleton className="h-8 w-56" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}

/** Before the texts are there, without any word. */
export function BootSkeleton() {
  return (
    <div className="px-4 pt-20 sm:px-6">
      <PageSkeleton />
    </div>
  );
}
