"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { count } from "@/lib/domain/plain-text";
import { indexDocument, type Leaf } from "@/lib/domain/template-tree";
import { rowsOf } from "./run-derived";
import { useMay, useReadiness, useRun, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";
import { showItem } from "./show-item";
import { useViewStore } from "./view-provider";

/**
 * Offers to confirm what the source already had ticked: somebody has to stand for it by name. Only what the next gate
 * asks for: what is to hold after the deployment can't be vouched for before it.
 */
export function ConfirmBar() {
  const store = useRunStore();
  const view = useViewStore();
  const may = useMay("item.tick");
  const [asking, setAsking] = useState(false);
  const me = useRun(({ snapshot, you }) => snapshot.people[you.personId]?.name ?? "you");
  const index = useRun((state) => indexDocument(state.snapshot.document));
  const { gate } = useReadiness();
  const covered = index.gateByKey.get(gate)?.coverage ?? [];
  const open = (leaves: readonly Leaf[]) => leaves.filter(({ key }) => rowsOf(store).rows.get(key)?.toConfirm);
  const waiting = useRun(() => open(covered).length);
  const later = useRun(() => open(index.leaves).length) - waiting;
  if (!may || waiting === 0) return null;
  const those = later > 0 ? waiting : "all";
  return (
    <div className="mb-3.5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line-strong bg-wait-tint px-3.5 py-2.5 text-sm">
      <p className="min-w-0 flex-1 basis-64">
        {count(waiting, "item was", "items were")} ticked in the source
        {later > 0 ? `, and ${later} that this gate doesn’t ask for` : ""}. They count once a named person confirms
        them.
      </p>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          const key = open(covered)[0]?.key;
          if (key) showItem(view, key, false);
        }}
      >
        Review
      </Button>
      <Button size="sm" variant="primary" onClick={() => setAsking(true)}>
        Confirm {those} as {me}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Confirm ${count(waiting, "item")}?`}
        description={`Each is recorded as passed by ${me}. You can reopen any of them afterwards.`}
        action={`Confirm ${those}`}
        tone="primary"
        onConfirm={() => sendToRun(store, "/confirmations", { body: { keys: open(covered).map(({ key }) => key) } })}
      />
    </div>
  );
}
