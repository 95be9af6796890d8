"use client";

import { ChevronRight, PencilLine } from "lucide-react";
import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/time";
import type { AnnouncementDraft } from "@/lib/domain/announcement";
import { useMay, useRun } from "../run/run-provider";
import { TitleText } from "../run/title-text";
import { AnnouncementDialog, type Draft } from "./announcement-dialog";
import { AnnouncementSent } from "./announcement-sent";
import { useDrafts } from "./use-drafts";

const statuses: Readonly<Record<AnnouncementDraft["status"], { word: string; tone: Tone }>> = {
  overdue: { word: "Overdue", tone: "no" },
  due: { word: "Now", tone: "hold" },
  later: { word: "Later", tone: "plain" },
  sent: { word: "Sent", tone: "go" },
};

const unplanned: Draft = { key: "", share: null, title: "", text: "", audience: null, channel: null };

/** What to tell, when its moment has come; what was told folded below. */
export function AnnouncementCard() {
  const drafts = useDrafts();
  const may = useMay("announcement.send");
  const sent = useRun(({ snapshot }) => snapshot.announcements);
  const closed = useRun(({ snapshot }) => snapshot.run.closedAt !== null);
  const [open, setOpen] = useState<Draft | null>(null);
  if (drafts.length === 0 && sent.length === 0 && !may) return null;
  const now = closed ? [] : drafts.filter(({ status }) => status === "overdue" || status === "due");
  const later = closed ? [] : drafts.filter(({ status }) => status === "later");
  return (
    <Card flush aria-label="Announcements">
      <CardHeader
        title="Announcements"
        actions={
          may ? (
            <Button size="sm" icon={<PencilLine aria-hidden className="size-3.5" />} onClick={() => setOpen(unplanned)}>
              Write one
            </Button>
          ) : null
        }
      />
      {now.length > 0 ? (
        <ul className="divide-y" aria-label="To announce now">
          {now.map((draft) => (
            <Line key={`${draft.key} ${draft.share}`} draft={draft} onOpen={() => setOpen(draft)} />
          ))}
        </ul>
      ) : (
        <p className="px-4 py-3 text-ink-2 text-sm">
          {drafts.length === 0
            ? "The checklist has no announcements. The lead can write one."
            : closed
              ? "The run is closed: nothing is announced any more."
              : "Nothing to announce now."}
        </p>
      )}
      {later.length > 0 ? (
        <details className="group/later border-t">
          <summary className="flex min-h-10 items-center gap-2 px-4 text-ink-2 text-sm hover:text-ink touch:min-h-11">
            <ChevronRight aria-hidden className="size-4 transition-transform group-open/later:rotate-90" />
            {later.length} later
          </summary>
          <ul className="divide-y border-t" aria-label="To announce later">
            {later.map((draft) => (
              <Line key={`${draft.key} ${draft.share}`} draft={draft} onOpen={() => setOpen(draft)} />
            ))}
          </ul>
        </details>
      ) : null}
      <AnnouncementSent />
      {open ? <AnnouncementDialog draft={open} onClose={() => setOpen(null)} /> : null}
    </Card>
  );
}

function Line({ draft, onOpen }: { draft: AnnouncementDraft; onOpen: () => void }) {
  const may = useMay("announcement.send");
  const { word, tone } = statuses[draft.status];
  const moment = draft.moment === draft.title ? "" : draft.moment;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 text-sm">
      <div className="min-w-0 flex-1 basis-40">
        <p className="wrap-anywhere">
          <Badge tone={tone}>{word}</Badge>{" "}
          <span className="font-strong">
            <TitleText text={draft.title} />
          </span>
        </p>
        <p className="wrap-anywhere text-ink-2 text-xs">
          {moment}
          {draft.since ? (
            <>
              {moment ? ", " : ""}
              due <RelativeTime at={draft.since} />
            </>
          ) : null}
          {draft.missing.length > 0 ? (
            <span className="block text-hold">Still to fill in: {draft.missing.join(", ")}</span>
          ) : null}
        </p>
      </div>
      <Button size="sm" variant={may && draft.status !== "later" ? "primary" : "secondary"} onClick={onOpen}>
        {may ? "Look and send" : "Look"}
      </Button>
    </li>
  );
}
