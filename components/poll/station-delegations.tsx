"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FullTime } from "@/components/ui/time";
import type { SignoffStanding } from "@/lib/domain/assessment";
import { isOpen } from "@/lib/domain/delegation";
import { isHere, sameRole } from "@/lib/domain/roster";
import type { DelegationRow } from "@/lib/domain/signing-rows";
import { ReasonDialog } from "../run/reason-dialog";
import { useMay, useRun, useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";
import { DelegateDialog } from "./delegate-dialog";

/** Who handed this station's role on, to whom and until when; to accept, to take back, and to do oneself. */
export function StationDelegations({ standing }: { standing: SignoffStanding }) {
  const you = useRun((state) => state.you.personId);
  const rows = useRun((state) => state.snapshot.delegations);
  const roster = useRun((state) => state.snapshot.roster);
  const closed = useRun((state) => state.snapshot.run.closedAt !== null);
  const mayGive = useMay("delegation.give");
  const [giving, setGiving] = useState(false);
  const open = rows.filter((row) => isOpen(row, Date.now()) && standing.roles.some((role) => sameRole(role, row.role)));
  const mine = standing.roles.find((role) =>
    roster.some((entry) => entry.personId === you && sameRole(entry.role, role)),
  );
  const given = open.some(({ fromId }) => fromId === you);
  if (open.length === 0 && (!mine || closed)) return null;
  return (
    <div className="flex flex-col gap-1.5">
      {open.map((row) => (
        <DelegationLine key={row.id} row={row} closed={closed} />
      ))}
      {mine && mayGive && !given && !closed ? (
        <Button size="sm" variant="ghost" className="-ml-2.5 self-start" onClick={() => setGiving(true)}>
          Delegate
        </Button>
      ) : null}
      {giving && mine ? <DelegateDialog role={mine} onClose={() => setGiving(false)} /> : null}
    </div>
  );
}

function DelegationLine({ row, closed }: { row: DelegationRow; closed: boolean }) {
  const store = useRunStore();
  const { personId, facts } = useRun((state) => state.you);
  const people = useRun((state) => state.snapshot.people);
  const mayAnswer = useMay("delegation.answer") && !closed;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [ending, setEnding] = useState(false);
  const name = (id: string) => (isHere(people, id) ? people[id]?.name : `${people[id]?.name ?? "Someone"} (left)`);
  const toMe = row.toId === personId;
  const accept = async () => {
    setBusy(true);
    setError(await sendToRun(store, `/delegations/${row.id}/accept`, { body: {} }));
    setBusy(false);
  };
  return (
    <div className="rounded-sm bg-sunk px-2.5 py-1.5 text-xs">
      <p>
        <b className="font-strong">{name(row.toId)}</b> for {name(row.fromId)}, {row.role}, delegated until{" "}
        <FullTime at={row.until} utc />
        {row.acceptedAt ? "" : ", not accepted yet"}
      </p>
      <p className="wrap-anywhere text-ink-2">“{row.reason}”</p>
      <div className="flex flex-wrap gap-1">
        {toMe && !row.acceptedAt && mayAnswer ? (
          <Button size="sm" busy={busy} onClick={accept}>
            Accept
          </Button>
        ) : null}
        {mayAnswer && (toMe || row.fromId === personId || facts.lead) ? (
          <Button size="sm" variant="ghost" onClick={() => setEnding(true)}>
            {toMe ? "Give it back" : "Take it back"}
          </Button>
        ) : null}
      </div>
      {error ? (
        <p role="alert" className="text-no">
          {error}
        </p>
      ) : null}
      <ReasonDialog
        open={ending}
        onClose={() => setEnding(false)}
        title="End this delegation?"
        description="What was signed meanwhile stands. It stays in the history."
        label="Why?"
        required={false}
        action="End delegation"
        tone="danger"
        onSave={(reason) => sendToRun(store, `/delegations/${row.id}/revoke`, { body: { reason } })}
      />
    </div>
  );
}
