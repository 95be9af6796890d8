"use client";

import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { notify } from "@/components/ui/toast";
import { escalationTiers, pagingStep, tiersByWays } from "@/lib/domain/escalation";
import type { Messaging } from "@/lib/domain/message";
import { ReasonDialog } from "../run/reason-dialog";
import { useRunStore } from "../run/run-provider";
import { sendToRun } from "../run/run-send";

/** What it is about, whom it reaches, and how long each tier has. */
export function PageDialog({ onClose }: { onClose: () => void }) {
  const store = useRunStore();
  const [minutes, setMinutes] = useState("5");
  const [everyTier] = useState(() => {
    const { snapshot, now } = store.getState();
    return escalationTiers(snapshot, now);
  });
  const [ways, setWays] = useState<Messaging>();
  useEffect(() => {
    void api<Messaging>("GET", "/messaging").then((answer) => answer.ok && setWays(answer.value));
  }, []);
  const tiers = ways ? tiersByWays(everyTier, ways) : everyTier;
  const unsent = ways !== undefined && pagingStep(tiers, 0, ways).page === null;
  const { rehearsal } = store.getState().snapshot.run;
  const wait = Number(minutes);
  const save = async (subject: string) => {
    if (!Number.isInteger(wait) || wait < 1 || wait > 1440) return "Wait between 1 and 1440 whole minutes.";
    const refused = await sendToRun(store, "/escalations", { body: { subject, waitMinutes: wait } });
    if (refused) return refused;
    if (unsent) notify({ title: "Recorded. No message reaches anybody: call them", tone: "bad" });
    else notify({ title: rehearsal ? "Recorded: a rehearsal pages nobody" : "Paged", tone: "good" });
    return undefined;
  };
  return (
    <ReasonDialog
      open
      onClose={onClose}
      size="lg"
      tone="danger"
      title="Page somebody"
      description="The first tier is paged now, each next one when nobody has acknowledged in time."
      label="What is it about?"
      hint="What is wrong, and what you need"
      action="Page now"
      onSave={save}
    >
      <Field label="Minutes until the next tier">
        <Input inputMode="numeric" value={minutes} onValueChange={setMinutes} className="max-w-28" />
      </Field>
      <ol className="divide-y rounded-md border text-sm" aria-label="Tiers">
        {tiers.map(({ tier, people }) => (
          <li key={tier} className="flex flex-wrap gap-x-3 px-3 py-2">
            <b className="font-strong">Tier {tier}</b>
            <span className="wrap-anywhere min-w-0 flex-1 text-ink-2">
              {people.map(({ name, to, reach }) => `${name} (${to ?? `to be called: ${reach}`})`).join(", ")}
            </span>
          </li>
        ))}
      </ol>
      {ways && !ways.mail ? (
        <Notice tone="hold">
          This server sends no mail
          {ways.chat || ways.webhook ? ": chat and webhook are told" : ", so call them yourself"}.
        </Notice>
      ) : null}
      {tiers.some(({ people }) => people.some(({ to }) => to === null)) ? (
        <Notice tone="hold">Who is to be called gets no mail: nothing reaches them by itself.</Notice>
      ) : null}
    </ReasonDialog>
  );
}
