import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-name";

/** A sheet on the desk; `flush` leaves the padding to what it holds. */
export function Card({ flush = false, className, ...rest }: ComponentProps<"section"> & { flush?: boolean }) {
  return (
    <section className={cn("min-w-0 rounded-lg border bg-panel shadow-card", !flush && "p-4", className)} {...rest} />
  );
}

/** The line on top of a card: a name, and what can be done. */
export function CardHeader({
  title,
  meta,
  actions,
  id,
}: {
  title: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  id?: string;
}) {
  return (
    <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2">
      <h2 id={id} className="font-strong text-base">
        {title}
      </h2>
      {meta ? <div className="text-ink-2 text-sm">{meta}</div> : null}
      {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
    </header>
  );
}
