"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { count } from "@/lib/domain/plain-text";
import { indexDocument } from "@/lib/domain/template-tree";
import { rowsOf } from "./run-derived";
import { useMay, useRun, useRunStore } from "./run-provider";
import { sendToRun } from "./run-send";
import { showItem } from "./show-item";
import { useViewStore } from "./view-provider";

/** Offers to confirm what the source already had ticked: somebody has to stand for it by name. */
export function ConfirmBar() {
  const store = useRunStore();
  const view = useViewStore();
  const may = useMay("item.tick");
  const [asking, setAsking] = useState(false);
  const me = useRun(({ snapshot, you }) => snapshot.people[you.personId]?.name ?? "you");
  const index = useRun((state) => indexDocument(state.snapshot.document));
  const waiting = useRun(() => index.leaves.filter((leaf) => rowsOf(store).rows.get(leaf.key)?.toConfirm).length);
  if (!may || waiting === 0) return null;
  const first = () => index.leaves.find((leaf) => rowsOf(store).rows.get(leaf.key)?.toConfirm)?.key;
  return (
    <div className="mb-3.5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line-strong bg-wait-tint px-3.5 py-2.5 text-sm">
      <p className="min-w-0 flex-1 basis-64">
        {count(waiting, "item was", "items were")} ticked in the source. They count once a named person confirms them.
      </p>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => {
          const key = first();
          if (key) showItem(view, key, false);
        }}
      >
        Review
      </Button>
      <Button size="sm" variant="primary" onClick={() => setAsking(true)}>
        Confirm all as {me}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Confirm ${count(waiting, "item")}?`}
        description={`Each is recorded as passed by ${me}. You can reopen any of them afterwards.`}
        action="Confirm all"
        tone="primary"
        onConfirm={() => sendToRun(store, "/confirmations", { body: {} })}
      />
    </div>
  );
}
