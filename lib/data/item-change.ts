import { itemBarrier } from "@/lib/domain/item-barrier";
import { type ChangeFacts, decideItemChange, type ItemChange, type ItemDecision } from "@/lib/domain/item-transition";
import type { ItemRow } from "@/lib/domain/run";
import type { Severity } from "@/lib/domain/severity";
import { comesBack, type ItemPlace } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import { runClosed } from "./run-change.write";
import type { RunScope } from "./run-scope.read";

/** The row after the change, `concurring` when somebody had already done just this; a parent's state is derived. */
export type ItemChanged = ItemRow & { title: string; severity: Severity; concurring: boolean; items: ItemRow[] };

/** The domain's decision with the facts of this run; a closed run takes no change at all. */
export function decideIn(
  ctx: Context,
  scope: RunScope,
  place: ItemPlace,
  row: ItemRow,
  change: ItemChange,
  version: number,
  facts: Pick<ChangeFacts, "excused" | "waived" | "turn" | "waitsFor" | "missed">,
): ItemDecision {
  if (scope.run.closedAt) return runClosed;
  return decideItemChange(row, change, version, {
    personId: ctx.actor.person?.id ?? "",
    lead: scope.facts.lead,
    severity: place.severity,
    reserved: place.reserved,
    comesBack: comesBack(place),
    barrier: itemBarrier(scope.index, place.key, scope.gates, scope.choices),
    ...facts,
    now: ctx.now.toISOString(),
  });
}

export function asChanged({ title, severity }: ItemPlace, row: ItemRow, concurring: boolean): ItemChanged {
  return { ...row, title, severity, concurring, items: [] };
}
