"use client";

import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-name";

type Pane = { name: string; title: string; actions?: ReactNode; content: ReactNode };

type Props = {
  left: Pane;
  right: Pane;
  first: string;
  /** A pane that was hidden has room now, and can be scrolled. */
  onShow?: (name: string) => void;
};

/** Two views of one thing beside each other, as high as the window; on a narrow screen one at a time, `first` to begin with. */
export function TwoPanes({ left, right, first, onShow }: Props) {
  const [shown, setShown] = useState(first);
  const switches = useRef<HTMLFieldSetElement>(null);
  return (
    <>
      <fieldset ref={switches} className="grid scroll-mt-[calc(var(--bar-height)+0.75rem)] grid-cols-2 gap-2 lg:hidden">
        <legend className="sr-only">Show</legend>
        {[right, left].map(({ name, title }) => (
          <Button
            key={name}
            aria-pressed={shown === name}
            variant={shown === name ? "primary" : "secondary"}
            onClick={() => {
              setShown(name);
              requestAnimationFrame(() => {
                switches.current?.scrollIntoView({ block: "start" });
                onShow?.(name);
              });
            }}
          >
            {title}
          </Button>
        ))}
      </fieldset>
      <div className="grid grid-cols-1 gap-4 max-lg:h-[calc(100dvh-var(--bar-height)-var(--nav-height)-5rem)] lg:h-[calc(100dvh-var(--bar-height)-2.5rem)] lg:min-h-[30rem] lg:grid-cols-2">
        {[left, right].map((pane) => (
          <section
            key={pane.name}
            aria-label={pane.title}
            className={cn(
              "flex min-h-0 min-w-0 flex-col overflow-hidden rounded-lg border bg-panel shadow-card",
              shown !== pane.name && "max-lg:hidden",
            )}
          >
            <header className="flex min-h-11 shrink-0 items-center justify-between gap-3 border-b px-4">
              <h2 className="font-strong text-sm">{pane.title}</h2>
              {pane.actions}
            </header>
            <div className="min-h-0 flex-1">{pane.content}</div>
          </section>
        ))}
      </div>
    </>
  );
}
