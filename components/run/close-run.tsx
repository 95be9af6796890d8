"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ReasonDialog } from "./reason-dialog";
import { useMay, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";

/** Ends the run: afterwards its record no longer changes. */
export function CloseRun({ onClosed }: { onClosed: () => void }) {
  const store = useRunStore();
  const may = useMay("run.close");
  const [asking, setAsking] = useState(false);
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
        required={false}
        onSave={async (reason) => {
          const refused = await sendToRun(store, "/close", { body: reason ? { reason } : {} });
          if (!refused) onClosed();
          return refused;
        }}
      />
    </>
  );
}
