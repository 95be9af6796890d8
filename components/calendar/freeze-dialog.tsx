"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input } from "@/components/ui/input";
import { Refused } from "@/components/ui/refused";
import { useClock } from "@/components/ui/time";
import type { FreezeWindow } from "@/lib/domain/freeze";
import { instantIn, localText } from "@/lib/domain/zone-time";

export type FreezeEntry = FreezeWindow & { version: number; createdBy: string };

/** Makes a freeze, or changes or takes away the one given. */
export function FreezeDialog({ freeze, onClose }: { freeze: FreezeEntry | null; onClose: () => void }) {
  const router = useRouter();
  const { timeZone } = useClock();
  const [reason, setReason] = useState(freeze?.reason ?? "");
  const [from, setFrom] = useState(freeze ? localText(freeze.startsAt, timeZone) : "");
  const [to, setTo] = useState(freeze ? localText(freeze.endsAt, timeZone) : "");
  const [environments, setEnvironments] = useState(freeze?.environments.join(", ") ?? "");
  const { busy, refusal, submit } = useSubmit<FreezeEntry>();
  const done = () => {
    router.refresh();
    onClose();
  };
  const send = () => {
    const names = environments.split(",").map((name) => name.trim());
    const body = {
      reason,
      startsAt: instantIn(from, timeZone),
      endsAt: instantIn(to, timeZone),
      environments: names.filter((name) => name !== ""),
    };
    void submit(
      () =>
        freeze
          ? api("PATCH", `/freezes/${freeze.id}`, { body: { ...body, version: freeze.version } })
          : api("POST", "/freezes", { body }),
      () => {
        done();
        return undefined;
      },
    );
  };
  const remove = async () => {
    const answer = await api("DELETE", `/freezes/${freeze?.id}`);
    if (!answer.ok) return answer.message;
    done();
    return undefined;
  };
  const elsewhere = problemElsewhere(refusal, ["reason", "startsAt", "endsAt", "environments"]);
  const zone = timeZone === "UTC" ? "UTC" : `your time, ${timeZone.replaceAll("_", " ")}`;
  return (
    <FormDialog
      title={freeze ? "Change the freeze" : "New freeze"}
      description="From its first moment no run of its environments gets GO. What has begun to be deployed is finished."
      action={freeze ? "Save" : "Freeze"}
      aside={
        freeze ? (
          <ConfirmDialog
            trigger={<Button>Take away</Button>}
            title="Take this freeze away?"
            description="Runs it kept from GO are judged without it at once. The history keeps it."
            action="Take away"
            onConfirm={remove}
          />
        ) : null
      }
      busy={busy}
      onSubmit={send}
      onClose={onClose}
    >
      <Refused>{elsewhere}</Refused>
      <Field label="Reason" error={problemAt(refusal, "reason")}>
        <Input
          required
          maxLength={300}
          autoComplete="off"
          placeholder="Year-end closing"
          value={reason}
          onValueChange={setReason}
        />
      </Field>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Field label={`From (${zone})`} error={problemAt(refusal, "startsAt")}>
          <Input type="datetime-local" required value={from} onValueChange={setFrom} />
        </Field>
        <Field label="Until" error={problemAt(refusal, "endsAt")}>
          <Input type="datetime-local" required value={to} onValueChange={setTo} />
        </Field>
      </div>
      <Field
        label="Environments"
        optional
        hint="As runs name them, with commas between. None = every environment."
        error={problemAt(refusal, "environments")}
      >
        <Input
          autoComplete="off"
          placeholder="production, production-eu"
          value={environments}
          onValueChange={setEnvironments}
        />
      </Field>
    </FormDialog>
  );
}
