"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { FullTime, useClock } from "@/components/ui/time";
import { isOverriding, isShown } from "@/lib/domain/override";
import { plainText } from "@/lib/domain/plain-text";
import type { OverrideRow } from "@/lib/domain/signing-rows";
import { indexDocument } from "@/lib/domain/template-tree";
import { ReasonDialog } from "./reason-dialog";
import { useRun, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";

/** On every screen of the run: what passes a gate without GO, or did and nobody has reviewed it. */
export function OverrideBanner() {
  const { now } = useClock();
  const rows = useRun(({ snapshot }) => snapshot.overrides);
  const shown = rows.filter((row) => isShown(row, now));
  if (shown.length === 0) return null;
  return (
    <aside aria-label="Overrides" className="flex flex-col gap-2 px-4 pt-3 sm:px-5">
      {shown.map((row) => (
        <Shown key={row.id} row={row} inForce={isOverriding(row, now)} />
      ))}
    </aside>
  );
}

function Shown({ row, inForce }: { row: OverrideRow; inForce: boolean }) {
  const store = useRunStore();
  const runId = useRun(({ snapshot }) => snapshot.run.id);
  const gate = useRun(({ snapshot }) => indexDocument(snapshot.document).gateByKey.get(row.gateKey)?.gate.title);
  // Also on a closed run: the review may come after it.
  const may = useRun(({ you }) => you.may["gate.override"] === true && you.personId !== row.askedById);
  const [reviewing, setReviewing] = useState(false);
  const name = plainText(gate ?? row.gateKey);
  return (
    <Notice
      tone="hold"
      title={inForce ? `Overridden: ${name}` : `Was overridden and not reviewed: ${name}`}
      actions={
        may && row.reviewedAt === null ? (
          <Button size="sm" onClick={() => setReviewing(true)}>
            Review
          </Button>
        ) : null
      }
    >
      <p className="wrap-anywhere">
        {row.askedByName}, {row.askedAs}, and {row.confirmedByName}, {row.confirmedAs}, let it be passed{" "}
        {inForce ? "until" : row.endedAt ? "and took it back" : "until"} <FullTime at={row.endedAt ?? row.endsAt} utc />
        : {row.reason}{" "}
        <Link
          prefetch={false}
          href={`/runs/${runId}/poll#${encodeURIComponent(row.gateKey)}`}
          className="whitespace-nowrap rounded-sm font-strong underline underline-offset-2"
        >
          Open the poll
        </Link>
      </p>
      <ReasonDialog
        open={reviewing}
        onClose={() => setReviewing(false)}
        title="Review this override"
        description={`${row.reason} It leaves the screens once it is over; the note stays in the history and the dossier.`}
        label="What came of it, and what is to be done?"
        action="Save the review"
        onSave={(note) => sendToRun(store, `/overrides/${row.id}/review`, { body: { note } })}
      />
    </Notice>
  );
}
