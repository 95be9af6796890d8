"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { count } from "@/lib/domain/plain-text";
import type { Occurrence } from "@/lib/domain/recurring-checks";
import { ReasonDialog } from "../run/reason-dialog";
import { useMay } from "../run/run-provider";
import { useRecord } from "./use-record";

/** What one call takes. */
const most = 200;

/** After a night nobody watched, one reason answers for all that was missed in it; each stays on record as skipped. */
export function SkipMissed({ missed }: { missed: readonly Occurrence[] }) {
  const may = useMay("item.tick");
  const record = useRecord();
  const [asking, setAsking] = useState(false);
  const turns = missed.filter(({ row }) => row === null).slice(0, most);
  if (!may || turns.length < 2) return null;
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        Skip all {turns.length}…
      </Button>
      <ReasonDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Skip ${count(turns.length, "missed check")}?`}
        description="Each stays on record as skipped, with this reason and your name."
        label="Why weren’t they done?"
        action="Skip them"
        onSave={(note) => record(turns, { outcome: "skipped", note })}
      />
    </>
  );
}
