"use client";

import type { Chronicle, ChroniclePage } from "@/lib/domain/chronicle";
import type { ReviewNote } from "@/lib/domain/review-note";
import type { RunReview } from "@/lib/domain/run-review";
import { ChronicleCard } from "./chronicle-card";
import { DepartureCard } from "./departure-card";
import { ImproveCard } from "./improve-card";
import { NotesCard } from "./notes-card";
import { RunTimes } from "./run-times";
import { TookCard } from "./took-card";

/** Looking back: what happened when, where time went, and where the checklist was not followed. */
export function ReviewScreen({
  chronicle,
  mine,
}: {
  chronicle: Chronicle & ChroniclePage & { review: RunReview; notes: ReviewNote[]; untoldNotes: number };
  mine: string;
}) {
  const { review } = chronicle;
  return (
    <div className="mx-auto grid w-full max-w-[96rem] grid-cols-1 items-start gap-4 px-3 py-4 sm:px-5 min-[68rem]:grid-cols-[minmax(0,1fr)_27rem] print:block">
      <div className="flex min-w-0 flex-col gap-4 print:mb-4">
        <RunTimes chronicle={chronicle} />
        <ChronicleCard chronicle={chronicle} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <ImproveCard />
        <NotesCard notes={chronicle.notes} untold={chronicle.untoldNotes} mine={mine} />
        <TookCard review={review} untold={chronicle.untold} />
        <DepartureCard departures={review.departures} untold={chronicle.untold} />
      </div>
    </div>
  );
}
