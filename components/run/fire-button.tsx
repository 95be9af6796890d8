"use client";

import { Siren } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { plainText } from "@/lib/domain/plain-text";
import { lifeLets } from "@/lib/domain/run-life";
import type { Trigger } from "@/lib/domain/template-leaves";
import { useLife, useMay, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";

/** Fires a trigger with one tap; in doubt it is better fired: the lead takes it back with a reason. */
export function FireButton({ trigger, measured }: { trigger: Trigger; measured: string }) {
  const store = useRunStore();
  const may = useMay("trigger.fire");
  const lets = lifeLets(useLife(), "fire");
  const [busy, setBusy] = useState(false);
  if (!may || !lets) return null;
  const title = plainText(trigger.title);
  const fire = async () => {
    setBusy(true);
    const body = measured.trim() ? { measured: measured.trim().slice(0, 200) } : {};
    const refused = await sendToRun(store, `/triggers/${encodeURIComponent(trigger.key)}/fire`, { body });
    setBusy(false);
    if (refused) notify({ title: `Not fired: ${title}`, description: refused, tone: "bad" });
  };
  return (
    <Button
      size="sm"
      variant={trigger.tier === "investigate" ? "secondary" : "danger"}
      icon={<Siren aria-hidden className="size-3.5" />}
      busy={busy}
      onClick={fire}
      aria-label={`Fire: ${title}`}
    >
      Fire
    </Button>
  );
}
