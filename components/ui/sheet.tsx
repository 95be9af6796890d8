"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode } from "react";
import { cn } from "./class-name";
import { veilClass } from "./dialog";
import { OverlayHeader } from "./overlay-header";

type Props = {
  title: ReactNode;
  description?: ReactNode;
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Where it stands from 640 px up; on a phone it always comes from the bottom. */
  side?: "right" | "left";
  /** False keeps the page behind usable (an inspector). */
  modal?: boolean;
  footer?: ReactNode;
  className?: string;
  children: ReactNode;
};

const sides = {
  right: "sm:right-0 sm:border-l sm:data-starting-style:translate-x-8 sm:data-ending-style:translate-x-8",
  left: "sm:left-0 sm:border-r sm:data-starting-style:-translate-x-8 sm:data-ending-style:-translate-x-8",
};

/** What scrolls must be reachable by keyboard (WCAG 2.1.1), also when nothing in it is. */
const scrollable = { tabIndex: 0 };

/** A panel at the edge of the screen for longer work beside the page. */
export function Sheet({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  side = "right",
  modal = true,
  footer,
  className,
  children,
}: Props) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange} modal={modal}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        {modal ? <Base.Backdrop className={veilClass} /> : null}
        <Base.Popup
          className={cn(
            "fixed z-50 flex flex-col border-line-strong bg-panel text-ink shadow-float outline-none transition-[translate,opacity] data-ending-style:opacity-0 data-starting-style:opacity-0 max-sm:inset-x-0 max-sm:bottom-0 max-sm:max-h-[88dvh] max-sm:rounded-t-xl max-sm:border-t max-sm:data-ending-style:translate-y-8 max-sm:data-starting-style:translate-y-8 sm:inset-y-0 sm:w-[min(26rem,100vw)]",
            sides[side],
            className,
          )}
        >
          <OverlayHeader title={title} description={description} />
          <div
            {...scrollable}
            className="min-h-0 flex-1 overflow-y-auto px-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] -outline-offset-2"
          >
            {children}
          </div>
          {footer ? <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
