"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { linksIn } from "@/lib/domain/contact";
import { escalationStanding, nextTier, nobodyPaged, tierWords, toCall } from "@/lib/domain/escalation";
import type { EscalationRow } from "@/lib/domain/go-live-rows";
import { Remaining } from "../run/remaining";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { ReachLinks } from "./reach-links";

/** On every page of the run, for everybody in it: a page that nobody has answered yet. */
export function EscalationAlert() {
  const escalations = useRun(({ snapshot }) => snapshot.escalations);
  const open = escalations.filter((row) => escalationStanding(row) !== "acknowledged");
  if (open.length === 0) return null;
  return (
    <aside aria-label="Pages" className="flex flex-col gap-2 px-4 pt-3 sm:px-5">
      {open.map((row) => (
        <Open key={row.id} row={row} />
      ))}
    </aside>
  );
}

function Open({ row }: { row: EscalationRow }) {
  const store = useRunStore();
  const by = useRun(({ snapshot }) => snapshot.people[row.startedById]?.name ?? "somebody who left");
  const may = useMay("escalation.acknowledge");
  const [busy, setBusy] = useState(false);
  const next = nextTier(row);
  const unanswered = escalationStanding(row) === "unanswered";
  const acknowledge = async () => {
    setBusy(true);
    const refused = await sendToRun(store, `/escalations/${row.id}/acknowledge`, { body: {} });
    setBusy(false);
    if (refused) notify({ title: refused, tone: "bad" });
  };
  const all = unanswered && nobodyPaged(row);
  const called = row.tiers.slice(0, row.tier + 1).flatMap(toCall);
  return (
    <Notice
      live
      tone="no"
      title={
        unanswered ? (
          all ? (
            "Nobody could be paged: no message reaches any contact"
          ) : (
            "Every tier had its turn, and nobody answered"
          )
        ) : (
          <>
            {tierWords(row.tiers, row.tier)} is paged.{" "}
            {row.nextAt ? (
              <>
                {next === null ? "It is the last; nobody is left" : `${tierWords(row.tiers, next)} follows`} in{" "}
                <Remaining until={Date.parse(row.nextAt)} />
              </>
            ) : null}
          </>
        )
      }
      actions={
        may ? (
          <Button variant="primary" className="touch:h-11" busy={busy} onClick={() => void acknowledge()}>
            Acknowledge
          </Button>
        ) : null
      }
    >
      <p className="wrap-anywhere">
        {row.subject}
        <span className="block text-ink-2">
          Asked for by {by}, <RelativeTime at={row.startedAt} />
        </span>
      </p>
      {called.length > 0 ? (
        <ul aria-label="Call now" className="mt-2 flex flex-col gap-2">
          {called.map(({ name, reach }) => (
            <li key={`${name} ${reach}`} className="wrap-anywhere flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <span>
                <b className="font-strong">Call {name} now</b>
                {all ? "" : ": no message reaches them"}
                {linksIn(reach).length === 0 && reach ? ` (${reach})` : ""}
              </span>
              <ReachLinks name={name} links={linksIn(reach)} />
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
