import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { type Tone, toneClass } from "./badge";
import { cn } from "./class-name";

const marks = { plain: Info, wait: Info, accent: Info, go: CircleCheck, hold: TriangleAlert, no: OctagonAlert };

type Props = {
  tone?: Tone;
  title?: ReactNode;
  actions?: ReactNode;
  live?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A sentence that matters here; `live` announces it when it appears. */
export function Notice({ tone = "wait", title, actions, live = false, className, children }: Props) {
  const Mark = marks[tone];
  return (
    <div
      role={live ? (tone === "no" ? "alert" : "status") : undefined}
      className={cn(
        "flex items-start gap-2.5 rounded-md px-3 py-2.5 text-sm",
        actions !== undefined && "max-sm:flex-wrap",
        toneClass[tone],
        className,
      )}
    >
      <Mark aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className={cn("min-w-0 flex-1 text-ink", actions !== undefined && "max-sm:basis-[calc(100%-2rem)]")}>
        {title ? <p className="font-strong">{title}</p> : null}
        {children}
      </div>
      {actions ? <div className="max-sm:pl-6.5">{actions}</div> : null}
    </div>
  );
}
