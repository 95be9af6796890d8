"use client";

import { Toast as Base } from "@base-ui/react/toast";
import { CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { IconButton } from "./button";
import { cn } from "./class-name";

type Tone = "plain" | "good" | "bad";

const manager = Base.createToastManager<{ tone: Tone }>();

export type Notice = {
  title: string;
  description?: string;
  tone?: Tone;
  /** One act that answers it, e.g. Undo. */
  action?: { label: string; onClick: () => void };
};

/** Says something that happened, from anywhere in the browser; what is bad stays ten seconds and interrupts. */
export function notify({ title, description, tone = "plain", action }: Notice): void {
  manager.add({
    title,
    ...(description ? { description } : {}),
    data: { tone },
    timeout: tone === "bad" || action ? 10_000 : 4_000,
    priority: tone === "bad" ? "high" : "low",
    ...(action ? { actionProps: { children: action.label, onClick: action.onClick } } : {}),
  });
}

const marks = { plain: Info, good: CircleCheck, bad: TriangleAlert };
const tones = { plain: "text-wait", good: "text-go", bad: "text-no" };

function Notices() {
  const { toasts } = Base.useToastManager<{ tone: Tone }>();
  return toasts.map((toast) => {
    const tone = toast.data?.tone ?? "plain";
    const Mark = marks[tone];
    return (
      <Base.Root
        key={toast.id}
        toast={toast}
        className="mt-2 rounded-lg border border-line-strong bg-panel shadow-float transition-[translate,opacity] duration-200 data-limited:hidden data-ending-style:translate-y-2 data-starting-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:opacity-0"
      >
        <Base.Content className="flex items-start gap-3 py-2.5 pr-1.5 pl-3.5">
          <Mark aria-hidden className={cn("mt-1 size-4 shrink-0", tones[tone])} />
          <div className="min-w-0 flex-1 py-0.5">
            <Base.Title className="font-strong text-sm" />
            <Base.Description className="text-ink-2 text-sm" />
          </div>
          <Base.Action className="h-7 shrink-0 rounded-md border border-line-strong px-2.5 font-strong text-xs hover:bg-hover touch:h-11" />
          <Base.Close
            render={
              <IconButton label="Dismiss" size="sm">
                <X aria-hidden className="size-3.5" />
              </IconButton>
            }
          />
        </Base.Content>
      </Base.Root>
    );
  });
}

/** Where notices appear; once, in the root layout. */
export function Toaster() {
  return (
    <Base.Provider toastManager={manager} limit={4}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-[max(1rem,env(safe-area-inset-bottom))] z-60 flex w-[min(24rem,calc(100vw-2rem))] flex-col max-sm:bottom-20">
          <Notices />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}
