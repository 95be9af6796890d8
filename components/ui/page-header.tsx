import type { ReactNode } from "react";

/** The one h1 of a page, a sentence about it, and its main acts. */
export function PageHeader({ title, lead, actions }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode }) {
  return (
    <header className="mb-5 flex flex-wrap items-start gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-80">
        <h1 className="text-balance font-heavy text-2xl tracking-tight">{title}</h1>
        {lead ? <div className="mt-1 max-w-[68ch] text-ink-2">{lead}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2 max-sm:w-full">{actions}</div> : null}
    </header>
  );
}
