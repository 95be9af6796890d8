import type { ReactNode } from "react";
import { cn } from "./class-name";

/** What stands here once there is something, and the one thing to do first. */
export function EmptyState({
  title,
  children,
  actions,
  className,
}: {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("flex flex-col items-start gap-3 px-6 py-10 sm:px-10", className)}>
      <h2 className="font-heavy text-lg">{title}</h2>
      {children ? <div className="w-full max-w-[60ch] text-ink-2">{children}</div> : null}
      {actions ? <div className="mt-1 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
