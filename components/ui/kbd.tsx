import { cn } from "./class-name";

/** A key to press. */
export function Kbd({ className, children }: { className?: string; children: string }) {
  return (
    <kbd
      className={cn(
        "inline-flex h-5 min-w-5 items-center justify-center whitespace-nowrap rounded-sm border border-line-strong bg-panel px-1.5 font-medium text-2xs text-ink-2",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
