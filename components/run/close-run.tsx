"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { leftOpen } from "@/lib/domain/closing";
import { LeftOpen } from "./left-open";
import { ReasonDialog } from "./reason-dialog";
import { useMay, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";
import { useReading } from "./use-reading";

/** Ends the run: afterwards its record no longer changes. */
export function CloseRun({ onClosed }: { onClosed: () => void }) {
  const store = useRunStore();
  const may = useMay("run.close");
  const [asking, setAsking] = useState(false);
  const reading = useReading();
  if (!may) return null;
  return (
    <>
      <Button variant="ghost" className="text-no" onClick={() => setAsking(true)}>
        Close run
      </Button>
      <ReasonDialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Close this run?"
        description="Nobody can tick, sign or decide in it afterwards. Its record stays readable."
        label="Why is it over?"
        action="Close run"
        tone="danger"
        required={leftOpen(reading).length > 0}
        onSave={async (reason) => {
          const refused = await sendToRun(store, "/close", { body: reason ? { reason } : {} });
          if (!refused) onClosed();
          return refused;
        }}
      >
        <div className="flex flex-col gap-2 text-sm">
          <LeftOpen state={reading} />
        </div>
      </ReasonDialog>
    </>
  );
}
