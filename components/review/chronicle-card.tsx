"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/select";
import type { ChroniclePage } from "@/lib/domain/chronicle";
import { chronicleKinds } from "@/lib/domain/chronicle-kind";
import { count } from "@/lib/domain/plain-text";
import { ChronicleLine } from "./chronicle-line";
import { kindWords } from "./chronicle-words";
import { Untold } from "./untold";
import { useChronicle } from "./use-chronicle";

/** What happened, oldest first: the last few hundred events, and those before them when asked for. */
export function ChronicleCard({ chronicle }: { chronicle: ChroniclePage }) {
  const { kind, choose, events, earlier, showEarlier, busy, refused } = useChronicle(chronicle);
  const kinds = chronicleKinds.filter((each) => (chronicle.kinds[each] ?? 0) > 0);
  return (
    <Card flush aria-labelledby="chronicle" aria-busy={busy}>
      <CardHeader
        id="chronicle"
        title="Chronicle"
        meta={earlier > 0 ? `the last ${events.length} of ${events.length + earlier}` : count(events.length, "event")}
        actions={
          <div className="flex gap-2 print:hidden">
            <Select
              label="Kind"
              options={[
                { value: "all", label: "Every kind" },
                ...kinds.map((value) => ({
                  value,
                  label: kindWords[value].name,
                  hint: String(chronicle.kinds[value]),
                })),
              ]}
              value={kind}
              onChange={choose}
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
      {refused ? (
        <p role="alert" className="border-b px-4 py-2 text-no text-sm">
          {refused}
        </p>
      ) : null}
      {earlier > 0 ? (
        <p className="border-b px-4 py-2 print:hidden">
          <Button size="sm" busy={busy} onClick={showEarlier}>
            Show earlier
          </Button>
        </p>
      ) : null}
      {earlier === 0 ? <Untold entries={chronicle.untold} /> : null}
      {events.length === 0 && !busy ? (
        <EmptyState title="Nothing happened yet">
          Decisions, steps, holds, incidents, signatures and announcements stand here as they happen.
        </EmptyState>
      ) : (
        <ol>
          {events.map((event) => (
            <ChronicleLine key={event.seq} event={event} />
          ))}
        </ol>
      )}
    </Card>
  );
}
