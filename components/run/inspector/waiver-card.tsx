"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { DayTime, useClock } from "@/components/ui/time";
import type { WaiverRow } from "@/lib/domain/run";
import type { ItemPlace } from "@/lib/domain/template-tree";
import { instantIn } from "@/lib/domain/zone-time";

import { ReasonDialog } from "../reason-dialog";
import { useMay, useRow, useRun, useRunStore } from "../run-provider";
import { sendToRun } from "../run-send";
import { WaiverProof } from "./waiver-proof";
import { waiverSigners } from "./waiver-signers";

/** Accepted risks of an item: asked for here, granted by a signer other than who asked. */
export function WaiverCard({ place }: { place: ItemPlace }) {
  const { timeZone } = useClock();
  const store = useRunStore();
  const all = useRun((state) => state.snapshot.waivers);
  const row = useRow(place.key);
  const mayAsk = useMay("waiver.ask");
  const [asking, setAsking] = useState(false);
  const [until, setUntil] = useState("");
  const waivers = all.filter((waiver) => waiver.itemKey === place.key && waiver.revokedAt === null);
  const now = useRun((state) => state.now);
  // One in force for an item that counts all the same was granted for less: the item failed or was blocked since.
  const outdated = (waiver: WaiverRow) =>
    waiver.kind === "waiver" && waiver.grantedAt !== null && row !== undefined && !row.settled;
  const useful =
    row !== undefined && !row.settled && waivers.every((waiver) => hasEnded(waiver, now) || outdated(waiver));
  if (waivers.length === 0 && !(mayAsk && useful)) return null;
  return (
    <Card>
      <h2 className="eyebrow">Waiver</h2>
      {waivers.map((waiver) => (
        <WaiverLine key={waiver.id} waiver={waiver} outdated={outdated(waiver)} />
      ))}
      {mayAsk && useful ? (
        <>
          <p className="mt-2 text-ink-2 text-sm">
            Can't be done in time, and the risk is acceptable? A signer decides.
          </p>
          <Button size="sm" className="mt-2" onClick={() => setAsking(true)}>
            Ask for a waiver
          </Button>
        </>
      ) : null}
      <ReasonDialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Ask for a waiver"
        description={place.title}
        label="Why is the risk acceptable?"
        action="Ask"
        onSave={(reason) =>
          sendToRun(store, `/items/${encodeURIComponent(place.key)}/waivers`, {
            body: { reason, ...(until ? { expiresAt: instantIn(until, timeZone) } : {}) },
          })
        }
      >
        <Field label="Until" optional hint="It no longer counts afterwards.">
          <Input type="datetime-local" value={until} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </ReasonDialog>
    </Card>
  );
}

/** Its time is over, granted or not: the item counts again. */
function hasEnded({ expiresAt }: WaiverRow, now: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now;
}

function WaiverLine({ waiver, outdated }: { waiver: WaiverRow; outdated: boolean }) {
  const store = useRunStore();
  const you = useRun((state) => state.you);
  const people = useRun((state) => state.snapshot.people);
  const nobodySigns = useRun(({ snapshot }) => waiverSigners(snapshot, waiver).length === 0);
  const signs = useRun(({ snapshot }) => waiverSigners(snapshot, waiver).includes(you.personId));
  const mayGrant = useMay("waiver.grant") && signs;
  const mayGrantAsAdmin = useMay("waiver.grant_as_admin") && nobodySigns;
  const [granting, setGranting] = useState(false);
  const [revoking, setRevoking] = useState(false);
  const ended = useRun((state) => hasEnded(waiver, state.now));
  const name = (id: string | null) => (id ? (people[id]?.name ?? "Somebody") : "Somebody");
  const asked = waiver.askedById === you.personId;
  const canGrant = !waiver.grantedAt && !ended && (mayGrant || mayGrantAsAdmin) && !asked;
  const mayEnd = asked ? !waiver.grantedAt : mayGrant || mayGrantAsAdmin;
  return (
    <div className="mt-2 text-sm">
      <p>
        <b className="font-strong">{ended ? "Expired" : waiver.grantedAt ? "Granted" : "Asked for"}</b>
        {waiver.kind === "not_applicable" ? ", as not applicable" : ""}
        {outdated && !ended ? ", but for less, or for other words" : ""}: {waiver.reason}
      </p>
      <p className="mt-0.5 text-ink-3 text-xs">
        {name(waiver.askedById)} asked <DayTime within at={waiver.askedAt} />
        {waiver.grantedAt ? (
          <>
            , {name(waiver.grantedById)} granted it <DayTime within at={waiver.grantedAt} />
          </>
        ) : null}
        , risk owned by {name(waiver.ownerId)}
        {waiver.expiresAt ? (
          <>
            , until <DayTime within at={waiver.expiresAt} />
          </>
        ) : null}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {canGrant ? (
          <Button size="sm" variant="primary" onClick={() => setGranting(true)}>
            Grant
          </Button>
        ) : null}
        {mayEnd ? (
          <Button size="sm" onClick={() => setRevoking(true)}>
            {waiver.grantedAt ? "Revoke" : asked ? "Withdraw" : "Decline"}
          </Button>
        ) : null}
      </div>
      {granting ? <WaiverProof waiver={waiver} act="grant" onClose={() => setGranting(false)} /> : null}
      {revoking && !asked ? <WaiverProof waiver={waiver} act="revoke" onClose={() => setRevoking(false)} /> : null}
      <ReasonDialog
        open={revoking && asked}
        onClose={() => setRevoking(false)}
        title="Withdraw this request?"
        label="Why?"
        action="Withdraw request"
        tone="danger"
        onSave={(reason) => sendToRun(store, `/waivers/${waiver.id}/revoke`, { body: { reason } })}
      />
    </div>
  );
}
