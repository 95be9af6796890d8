"use client";

import { GitCommitHorizontal, Pencil, Tv } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { buttonClass, IconButton } from "@/components/ui/button";
import { TabLinks } from "@/components/ui/tab-links";
import { DayTime, FullTime } from "@/components/ui/time";
import { isHere } from "@/lib/domain/roster";
import type { Artefact } from "@/lib/domain/run";
import { LinkStatus } from "./link-status";
import { LinkedText } from "./linked-text";
import { PresenceRow } from "./presence-row";
import { RunEditDialog } from "./run-edit-dialog";
import { LifeBadge } from "./run-life";
import { RunMarkdownMenu } from "./run-markdown-menu";
import { useMay, useRun } from "./run-provider";

/** What is being deployed, where, when and by whom; and the run's screens. */
export function RunHeader() {
  const run = useRun((state) => state.snapshot.run);
  const lead = useRun((state) => state.snapshot.people[state.snapshot.run.leadId]?.name ?? null);
  const here = useRun(({ snapshot: { people, run } }) => isHere(people, run.leadId));
  const mayEdit = useMay("run.edit");
  const [editing, setEditing] = useState(false);
  return (
    <header className="border-b bg-panel px-4 pt-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="wrap-anywhere min-w-0 font-heavy text-xl tracking-tight">{run.name}</h1>
        <Badge>{run.environment}</Badge>
        <LifeBadge />
        <div className="ml-auto flex flex-wrap items-center gap-3">
          <LinkStatus />
          <PresenceRow />
          <RunMarkdownMenu />
          <Link
            prefetch={false}
            href={`/wall/${run.id}`}
            target="_blank"
            className={buttonClass("ghost", "md", "max-sm:hidden")}
          >
            <Tv aria-hidden className="size-4" /> Wall
          </Link>
          {mayEdit ? (
            <IconButton label="Edit run and roster" onClick={() => setEditing(true)}>
              <Pencil aria-hidden className="size-4" />
            </IconButton>
          ) : null}
        </div>
      </div>
      <dl className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 text-ink-2 text-sm">
        <div className="flex gap-1.5">
          <dt>Target</dt>
          <dd className="text-ink">
            {run.targetAt ? (
              <>
                <DayTime at={run.targetAt} />{" "}
                <span className="text-ink-3">
                  (<FullTime at={run.targetAt} utc />
                  {run.originalTargetAt && run.originalTargetAt !== run.targetAt ? (
                    <>
                      , first <DayTime at={run.originalTargetAt} />
                    </>
                  ) : null}
                  )
                </span>
              </>
            ) : (
              "not set"
            )}
          </dd>
        </div>
        {run.artefact ? (
          <div className="flex min-w-0 items-center gap-1.5">
            <dt className="sr-only">Artefact</dt>
            <GitCommitHorizontal aria-hidden className="size-3.5 text-ink-3" />
            <dd className="wrap-anywhere font-mono text-ink text-xs">
              <LinkedText text={artefactWords(run.artefact)} />
            </dd>
          </div>
        ) : null}
        <div className="flex gap-1.5">
          <dt>Lead</dt>
          <dd className={here ? "text-ink" : "text-no"}>{here ? lead : `Nobody: ${lead ?? "somebody"} left`}</dd>
        </div>
      </dl>
      <TabLinks label="Run" tabs={runTabs(run.id)} className="mt-1 -mb-px" />
      {editing ? <RunEditDialog onClose={() => setEditing(false)} /> : null}
    </header>
  );
}

function runTabs(runId: string) {
  return [
    { href: `/runs/${runId}`, label: "Checklist" },
    { href: `/runs/${runId}/readiness`, label: "Readiness" },
    { href: `/runs/${runId}/poll`, label: "Poll" },
    { href: `/runs/${runId}/when`, label: "When" },
    { href: `/runs/${runId}/live`, label: "Go-live" },
    { href: `/runs/${runId}/after`, label: "After" },
    { href: `/runs/${runId}/checks`, label: "Checks" },
    { href: `/runs/${runId}/history`, label: "History" },
    { href: `/runs/${runId}/review`, label: "Review" },
  ];
}

/** `4.2.0, a81c9f2, build 4711`: what identifies the artefact, shortest useful form. */
export function artefactWords(artefact: Artefact): string {
  const commit = artefact.commit && artefact.commit.length > 12 ? artefact.commit.slice(0, 12) : artefact.commit;
  return [artefact.version, commit, artefact.image, artefact.build && `build ${artefact.build}`]
    .filter(Boolean)
    .join(", ");
}
