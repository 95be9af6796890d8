"use client";

import type { ReactNode } from "react";
import { DayTime } from "@/components/ui/time";
import { demandWords } from "@/lib/domain/evidence-demand";
import { expectationWords } from "@/lib/domain/expectation-words";
import { duration } from "@/lib/domain/plain-text";
import type { ItemPlace } from "@/lib/domain/template-tree";
import { useDue } from "../due-chip";
import { FromRehearsal } from "../from-rehearsal";
import { useReadiness, useRow, useRun } from "../run-provider";
import { RunTime } from "../run-time";
import { severityWords } from "../run-words";
import { AssigneeField } from "./assignee-field";

/** What is known about an item besides its state. */
export function ItemFacts({ place }: { place: ItemPlace }) {
  const row = useRow(place.key);
  const due = useDue(place.key);
  const actor = useRun((state) => state.snapshot.people[row?.changedById ?? ""]?.name ?? null);
  const rehearsed = useRun((state) => state.snapshot.run.rehearsed);
  const expectation = place.item.expectation;
  const hold = place.item.hold;
  if (!row) return null;
  return (
    <dl className="mt-3.5 grid grid-cols-[6rem_1fr] gap-x-3 gap-y-2 text-ink-2 text-sm">
      <Fact name="Assignee">
        <AssigneeField place={place} assigneeId={row.assigneeId} />
      </Fact>
      <Fact name="Severity">
        {severityWords[place.severity]}
        {place.optional ? ", optional" : ""}
      </Fact>
      {place.owner ? <Fact name="Role">{place.owner}</Fact> : null}
      {due ? (
        <Fact name="Due">
          <RunTime at={due.at} className={due.late ? "font-strong text-no" : ""} />
          {due.late ? ", late" : ""}
        </Fact>
      ) : place.due ? (
        <Fact name="Due">{place.due}</Fact>
      ) : null}
      {place.estimate !== null && place.leaf ? (
        <Fact name="Estimate">
          {duration(place.estimate)}
          {rehearsed?.minutes[place.key] === undefined ? null : <FromRehearsal rehearsed={rehearsed} />}
        </Fact>
      ) : null}
      {expectation && !place.leaf ? <Fact name="Expected">{expectationWords(expectation)}</Fact> : null}
      {hold ? (
        <Fact name="Hold">
          {duration(hold.minutes)}
          {hold.traffic === undefined ? "" : ` at ${hold.traffic} % traffic`}
        </Fact>
      ) : null}
      {place.demand ? <Fact name="Evidence">{demandWords(place.demand)}</Fact> : null}
      {place.reserved ? <Fact name="Completed">by automated checks only</Fact> : null}
      <HoldsUp itemKey={place.key} />
      {actor && row.changedAt ? (
        <Fact name="Changed">
          <DayTime at={row.changedAt} /> by {actor}
        </Fact>
      ) : null}
    </dl>
  );
}

function HoldsUp({ itemKey }: { itemKey: string }) {
  const held = useReadiness()
    .blockers.flatMap((blocker) => blocker.items)
    .find((item) => item.key === itemKey);
  const behind = held ? held.downstreamMinutes - held.minutes : 0;
  return behind > 0 ? <Fact name="Holds up">{duration(behind)} of work</Fact> : null;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="leading-6">{name}</dt>
      <dd className="wrap-anywhere min-w-0 text-ink leading-6">{children}</dd>
    </>
  );
}
