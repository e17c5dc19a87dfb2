/** A grey place where something will be. */
export function Skeleton({ className = 'h-5 w-full' }: { readonly className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={`animate-pulse rounded-md bg-line/60 motion-reduce:animate-none ${className}`}
    />
  );
}
