"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { statedBy, titleOf } from "@/lib/domain/need-decision";
import { count } from "@/lib/domain/plain-text";
import { type DocumentIndex, type ItemPlace, indexDocument, leavesBelow } from "@/lib/domain/template-tree";
import { ItemLink } from "../item-link";
import { ReasonDialog } from "../reason-dialog";
import { rowsOf } from "../run-derived";
import { useMay, useRun, useRunStore } from "../run-provider";
import { sendToRun } from "../run-send";
import { NeedAdd } from "./need-add";

/** What an item needs first and what waits for it, both ways; the lead adds needs and lifts them. */
export function NeedsCard({ place }: { place: ItemPlace }) {
  const store = useRunStore();
  const index = useRun((state) => indexDocument(state.snapshot.document));
  const rows = useRun(() => rowsOf(store).rows);
  const may = useMay("needs.edit");
  const [lifting, setLifting] = useState<string | null>(null);
  const stated = statedBy(index, place.key);
  const leaf = index.leafByKey.get(place.key);
  const behind = leaf?.dependents.flatMap((order) => index.leaves[order] ?? []) ?? [];
  const isDone = (key: string) => leavesOf(index, key).every((each) => rows.get(each.key)?.settled !== false);
  if (stated.length === 0 && behind.length === 0 && !may) return null;
  return (
    <Card>
      <h2 className="eyebrow">Depends on</h2>
      {stated.length > 0 ? (
        <ul className="mt-1.5 text-sm">
          {stated.map((need) => (
            <li key={need} className="flex items-center gap-2 py-0.5 touch:py-1.5">
              <Named index={index} nodeKey={need} />
              <span className={isDone(need) ? "text-ink-3 text-xs" : "text-hold text-xs"}>
                {isDone(need) ? "done" : "waits for it"}
              </span>
              {may ? (
                <IconButton
                  label={`No longer wait for ${titleOf(index, need)}`}
                  size="sm"
                  className="ml-auto"
                  onClick={() => setLifting(need)}
                >
                  <X aria-hidden className="size-3.5" />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mt-1.5 text-ink-2 text-sm">Nothing has to be done before it.</p>
      )}
      {behind.length > 0 ? (
        <>
          <h3 className="mt-2.5 font-strong text-sm">Waiting for this</h3>
          <ul className="mt-0.5 text-sm">
            {behind.slice(0, 6).map((each) => (
              <li key={each.key} className="py-0.5 touch:py-1.5">
                <Named index={index} nodeKey={each.key} />
              </li>
            ))}
            {behind.length > 6 ? <li className="text-ink-2">and {count(behind.length - 6, "other")}</li> : null}
          </ul>
        </>
      ) : null}
      {may ? <NeedAdd place={place} index={index} /> : null}
      <ReasonDialog
        open={lifting !== null}
        onClose={() => setLifting(null)}
        title="No longer wait for it"
        description={lifting ? `${place.title} would no longer need ${titleOf(index, lifting)}.` : undefined}
        label="Why need it not wait?"
        action="Lift the dependency"
        onSave={(reason) =>
          sendToRun(store, `/needs/${encodeURIComponent(place.key)}`, {
            method: "PUT",
            body: { need: lifting, needed: false, reason },
          })
        }
      />
    </Card>
  );
}

function leavesOf(index: DocumentIndex, key: string) {
  return index.nodes.has(key) ? leavesBelow(index, key) : (index.gateByKey.get(key)?.coverage ?? []);
}

function Named({ index, nodeKey }: { index: DocumentIndex; nodeKey: string }) {
  const title = titleOf(index, nodeKey);
  if (!index.items.has(nodeKey)) return <span className="wrap-anywhere min-w-0">{title}</span>;
  return (
    <ItemLink itemKey={nodeKey} className="wrap-anywhere min-w-0 hover:underline">
      {title}
    </ItemLink>
  );
}
