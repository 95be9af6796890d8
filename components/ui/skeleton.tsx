import { cn } from "./class-name";

/** Holds the place of what is on its way, at its size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("animate-pulse rounded-sm bg-line", className)} />;
}

/** Several lines of text on their way; says so once. */
export function SkeletonLines({ lines = 3, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2.5">
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <Skeleton key={line} className={cn("h-3.5", line % 3 === 2 ? "w-2/3" : "w-full")} />
      ))}
    </div>
  );
}
