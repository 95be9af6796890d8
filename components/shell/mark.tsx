import { cn } from "@/components/ui/class-name";

/** Four lamps of an annunciator: one green, one off. */
export function Mark({ className = "size-5" }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("shrink-0", className)}>
      <rect className="fill-ink" x="2" y="2" width="12.5" height="12.5" rx="3" />
      <rect className="fill-go" x="17.5" y="2" width="12.5" height="12.5" rx="3" />
      <rect className="fill-line-strong" x="2" y="17.5" width="12.5" height="12.5" rx="3" />
      <rect className="fill-ink" x="17.5" y="17.5" width="12.5" height="12.5" rx="3" />
    </svg>
  );
}
