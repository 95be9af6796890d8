"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Notice } from "@/components/ui/notice";
import { FullTime } from "@/components/ui/time";

type Standing = { id: string; runId: string; run: string; gate: string; endsAt: string; inForce: boolean };

/** The dashboard, the list of runs and every run say it themselves. */
const saysItself = /^\/(?:runs(?:\/.*)?)?$/;

/** What was let pass although it wasn't GO stands on every other page, too, until somebody has reviewed it. */
export function OverrideStrip({ overrides }: { overrides: readonly Standing[] }) {
  const path = usePathname();
  if (overrides.length === 0 || saysItself.test(path)) return null;
  return (
    <aside aria-label="Overrides" className="flex flex-col gap-2 px-4 pt-3 sm:px-5">
      {overrides.map(({ id, runId, run, gate, endsAt, inForce }) => (
        <Notice key={id} tone="hold" title={`${run}: overridden, ${gate}`}>
          {inForce ? "In force until " : "Over since "}
          <FullTime at={endsAt} />
          {inForce ? ". " : ", and not reviewed yet. "}
          <Link
            prefetch={false}
            href={`/runs/${runId}/poll`}
            className="rounded-sm font-strong underline underline-offset-2"
          >
            Open the poll
          </Link>
        </Notice>
      ))}
    </aside>
  );
}
