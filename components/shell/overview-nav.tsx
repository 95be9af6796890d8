"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-name";
import { overviewPages } from "./sections";

/** The views across runs: as they stand, when they go live, how they went. */
export function OverviewNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Views across runs" className="mb-4 flex gap-1 border-b print:hidden">
      {overviewPages.map(({ href, label }) => {
        const here = pathname === href;
        return (
          <Link
            prefetch={false}
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={cn(
              "-mb-px flex h-9 items-center border-b-2 px-3 text-sm touch:h-11",
              here ? "border-ink font-strong text-ink" : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
