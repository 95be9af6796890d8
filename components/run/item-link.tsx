"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useRun } from "./run-provider";
import { showItem } from "./show-item";
import { useViewStore } from "./view-provider";

/** Leads to an item: within the run's own screen without a request, else to that screen. */
export function ItemLink({
  itemKey,
  className,
  title,
  children,
}: {
  itemKey: string;
  className?: string;
  title?: string;
  children: ReactNode;
}) {
  const runId = useRun((state) => state.snapshot.run.id);
  const view = useViewStore();
  const here = usePathname() === `/runs/${runId}`;
  return (
    <Link
      href={`/runs/${runId}?item=${encodeURIComponent(itemKey)}`}
      prefetch={false}
      className={className}
      title={title}
      onClick={(event) => {
        if (!here || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        showItem(view, itemKey);
      }}
    >
      {children}
    </Link>
  );
}
