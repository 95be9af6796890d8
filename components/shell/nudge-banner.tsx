"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";

type Nudge = { id: string; runId: string; run: string; gateKey: string | null; by: string; at: string };

/** On every page of whoever is asked for a signature or for their work, until they have answered or seen it. */
export function NudgeBanner({ nudges }: { nudges: readonly Nudge[] }) {
  const router = useRouter();
  const see = async ({ id, runId }: Nudge) => {
    const answer = await api("POST", `/runs/${runId}/nudges/${id}/seen`, { body: {} });
    if (answer.ok) router.refresh();
    else notify({ title: answer.message, tone: "bad" });
  };
  if (nudges.length === 0) return null;
  return (
    <aside aria-label="You are asked" className="flex flex-col gap-2 px-4 pt-3 sm:px-5">
      {nudges.slice(0, 3).map((nudge) => (
        <Notice
          key={nudge.id}
          tone="accent"
          title={`${nudge.by} waits for ${nudge.gateKey === null ? "what you hold" : "your answer"}: ${nudge.run}`}
          actions={
            <Button size="sm" onClick={() => see(nudge)}>
              Seen
            </Button>
          }
        >
          Asked <RelativeTime at={nudge.at} />.{" "}
          <Link
            prefetch={false}
            href={`/runs/${nudge.runId}${nudge.gateKey === null ? "" : `/poll#${encodeURIComponent(nudge.gateKey)}`}`}
            className="rounded-sm font-strong underline underline-offset-2"
          >
            {nudge.gateKey === null ? "Open the run" : "Open the poll"}
          </Link>
        </Notice>
      ))}
    </aside>
  );
}
