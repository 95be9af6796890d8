"use client";

import { Printer } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import type { Chronicle } from "@/lib/domain/chronicle";
import { chronicleKinds } from "@/lib/domain/chronicle-kind";
import { count } from "@/lib/domain/plain-text";
import type { ReviewNote } from "@/lib/domain/review-note";
import type { RunReview } from "@/lib/domain/run-review";
import { ChronicleLine } from "./chronicle-line";
import { kindWords } from "./chronicle-words";
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
  chronicle: Chronicle & { review: RunReview; notes: ReviewNote[] };
  mine: string;
}) {
  const { events, review } = chronicle;
  const [kind, setKind] = useState<(typeof chronicleKinds)[number] | "all">("all");
  const shown = kind === "all" ? events : events.filter((event) => event.kind === kind);
  const counts = Map.groupBy(events, (event) => event.kind);
  const kinds = chronicleKinds.filter((each) => counts.has(each));
  return (
    <div className="mx-auto grid w-full max-w-[96rem] grid-cols-1 items-start gap-4 px-3 py-4 sm:px-5 min-[68rem]:grid-cols-[minmax(0,1fr)_27rem] print:block">
      <div className="flex min-w-0 flex-col gap-4 print:mb-4">
        <RunTimes chronicle={chronicle} />
        <Card flush aria-labelledby="chronicle">
          <CardHeader
            id="chronicle"
            title="Chronicle"
            meta={count(shown.length, "event")}
            actions={
              <div className="flex gap-2 print:hidden">
                <Select
                  label="Kind"
                  options={[
                    { value: "all", label: "Every kind" },
                    ...kinds.map((value) => ({
                      value,
                      label: kindWords[value].name,
                      hint: String(counts.get(value)?.length ?? 0),
                    })),
                  ]}
                  value={kind}
                  onChange={setKind}
                  className="w-40"
                />
                <Button
                  className="max-sm:hidden"
                  icon={<Printer aria-hidden className="size-3.5" />}
                  onClick={() => window.print()}
                >
                  Print
                </Button>
              </div>
            }
          />
          {shown.length === 0 ? (
            <EmptyState title="Nothing happened yet">
              Decisions, steps, holds, incidents, signatures and announcements stand here as they happen.
            </EmptyState>
          ) : (
            <ol>
              {shown.map((event) => (
                <ChronicleLine key={event.seq} event={event} />
              ))}
            </ol>
          )}
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <ImproveCard />
        <NotesCard notes={chronicle.notes} mine={mine} />
        <TookCard review={review} />
        <DepartureCard departures={review.departures} />
      </div>
    </div>
  );
}
