"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import type { ReactElement, ReactNode, RefObject } from "react";
import { cn } from "./class-name";
import { OverlayHeader } from "./overlay-header";

export const veilClass =
  "fixed inset-0 z-40 min-h-dvh bg-veil transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0";

export type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Opens the dialog; leave out and give `open` when something else does. */
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  footer?: ReactNode;
  size?: "sm" | "md" | "lg" | "xl";
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
};

const widths = { sm: "sm:max-w-[25rem]", md: "sm:max-w-[32rem]", lg: "sm:max-w-[44rem]", xl: "sm:max-w-[60rem]" };

/** Asks for attention in the middle of the screen, from the bottom edge on a phone; its body scrolls, title and footer stay. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  footer,
  size = "md",
  initialFocus,
  children,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Base.Trigger render={trigger} /> : null}
      <Base.Portal>
        <Base.Backdrop className={veilClass} />
        <Base.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <Base.Popup
            initialFocus={initialFocus}
            className={cn(
              "flex max-h-[92dvh] w-full flex-col rounded-t-xl border border-line-strong bg-panel text-ink shadow-float outline-none transition-[translate,scale,opacity] data-ending-style:opacity-0 data-starting-style:opacity-0 max-sm:data-ending-style:translate-y-6 max-sm:data-starting-style:translate-y-6 sm:rounded-xl sm:data-ending-style:scale-98 sm:data-starting-style:scale-98",
              widths[size],
            )}
          >
            <OverlayHeader title={title} description={description} />
            {children ? <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div> : null}
            {footer ? (
              <footer className="flex flex-wrap items-center justify-end gap-2 border-t px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
                {footer}
              </footer>
            ) : null}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Closes the dialog, sheet or confirmation around it. */
export const DialogClose = Base.Close;
