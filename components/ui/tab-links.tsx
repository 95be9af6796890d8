"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "./class-name";

type Tab = { href: string; label: string };

/** Pages that belong together, as tabs; the one that is open is marked. On a phone the row scrolls by itself. */
export function TabLinks({ label, tabs, className }: { label: string; tabs: readonly Tab[]; className?: string }) {
  const pathname = usePathname();
  const row = useRef<HTMLElement>(null);
  // The row is wider than a phone: the tab that is open is brought into it, and nothing else of the page moves.
  useEffect(() => {
    const open = row.current?.querySelector<HTMLElement>(`[href="${CSS.escape(pathname)}"]`);
    if (row.current && open)
      row.current.scrollLeft = open.offsetLeft - (row.current.clientWidth - open.clientWidth) / 2;
  }, [pathname]);
  return (
    <nav
      ref={row}
      aria-label={label}
      className={cn(
        "relative flex gap-1 overflow-x-auto overflow-y-hidden print:hidden [scrollbar-width:none]",
        className,
      )}
    >
      {tabs.map((tab) => {
        const here = pathname === tab.href;
        return (
          <Link
            prefetch={false}
            key={tab.href}
            href={tab.href}
            aria-current={here ? "page" : undefined}
            className={cn(
              "flex h-9 shrink-0 items-center whitespace-nowrap border-b-2 px-2.5 text-sm -outline-offset-2 touch:h-11 touch:px-4",
              here ? "border-ink font-strong text-ink" : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {tab.label}
          </Link>
        );
      })}
    </nav>
  );
}
