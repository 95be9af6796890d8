"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { cn } from "./class-name";

type Tab = { value: string; label: ReactNode; count?: number; content: ReactNode };

type Props = {
  label: string;
  tabs: readonly Tab[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
  className?: string;
};

/** Views of one thing, one at a time; arrow keys move. */
export function Tabs({ label, tabs, value, defaultValue, onChange, className }: Props) {
  const given = value === undefined ? { defaultValue: defaultValue ?? tabs[0]?.value } : { value };
  return (
    <Base.Root
      {...given}
      onValueChange={(next) => onChange?.(String(next))}
      className={cn("flex min-h-0 flex-col", className)}
    >
      <Base.List aria-label={label} className="relative flex gap-1 overflow-x-auto border-b">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-9 select-none items-center gap-1.5 whitespace-nowrap rounded-t-md px-2.5 text-ink-2 text-sm hover:text-ink data-active:font-strong data-active:text-ink focus-visible:-outline-offset-2 touch:h-11"
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="font-normal text-ink-3 text-xs">{tab.count}</span>}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-ink transition-[translate,width]" />
      </Base.List>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="min-h-0 pt-4 outline-offset-4">
          {tab.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
