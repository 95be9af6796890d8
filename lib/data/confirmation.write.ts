import { itemBarrier } from "@/lib/domain/item-barrier";
import { decideItemChange, untouchedRow } from "@/lib/domain/item-transition";
import { accept, type Problem, type Result, refuse } from "@/lib/domain/refusal";
import type { ItemRow } from "@/lib/domain/run";
import { comesBack, type Leaf } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import { readItems } from "./item.read";
import { writeDecision } from "./item-decision.write";
import { inNeedsOrder, readWaiting } from "./item-waiting.read";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";
import { turnOf } from "./step-turn.read";

/**
 * A named person stands for boxes that were ticked in the source already: each passes as if they had ticked it, one
 * entry each. Without keys, all of them that are still open and free to move; a key that can't is refused.
 */
export async function confirmTicked(
  ctx: Context,
  runId: string,
  input: { keys?: readonly string[] | undefined },
): Promise<Result<{ items: ItemRow[] }>> {
  return changeRun(ctx, runId, "item.tick", async (tx, scope) => {
    const { person } = ctx.actor;
    if (!person) return runNotFound;
    const ticked = scope.index.leaves.filter((leaf) => leaf.item.checked === true && !comesBack(leaf));
    const unknown = (input.keys ?? []).filter((key) => !ticked.some((leaf) => leaf.key === key));
    if (unknown.length > 0) {
      const problems = unknown.map(
        (key): Problem => ({ path: "keys", message: `${key} was not ticked in the source.` }),
      );
      return refuse("invalid_input", problems.map(({ message }) => message).join(" "), { problems });
    }
    const chosen = input.keys ? ticked.filter(({ key }) => input.keys?.includes(key)) : ticked;
    const rows = await readItems(
      tx,
      runId,
      chosen.map(({ key }) => key),
    );
    const items: ItemRow[] = [];
    const barred = (key: string) => itemBarrier(scope.index, key, scope.gates, scope.choices);
    const waiting = await readWaiting(ctx, tx, scope, chosen);
    for (const { leaf } of inNeedsOrder(
      scope,
      chosen.map((leaf) => ({ leaf })),
    )) {
      const row = rows.get(leaf.key) ?? untouchedRow(leaf.key);
      if (row.state !== "open" && row.state !== "in_progress") continue;
      const turn = await turnOf({ db: tx, now: ctx.now }, scope, row, leaf.key, { state: "passed" });
      const free = barred(leaf.key) ?? turn ?? waits(leaf, waiting.of(leaf.key));
      const refusal = row.blocked ? blocked(leaf) : leaf.reserved ? reserved(leaf) : free;
      if (refusal && input.keys) return refusal;
      if (refusal) continue;
      const decision = decideItemChange(row, { state: "passed" }, row.version, {
        personId: person.id,
        lead: scope.facts.lead,
        severity: leaf.severity,
        excused: false,
        waived: false,
        reserved: leaf.reserved,
        now: ctx.now.toISOString(),
      });
      if ("code" in decision) return decision;
      if (decision.kind === "concurring") continue;
      await writeDecision(tx, ctx, runId, decision, { confirms: "ticked in source" });
      waiting.settle(leaf.key);
      items.push(decision.row);
    }
    return accept({ items });
  });
}

function reserved(leaf: Leaf) {
  return refuse("reserved_for_checks", `${leaf.title} is completed by an automated check alone.`);
}

/** Nor what needs something that isn't done: the boxes of a source say nothing about their order. */
function waits(leaf: Leaf, needs: readonly string[]) {
  const [first] = needs;
  return first === undefined ? null : refuse("item_waits", `${leaf.title} waits for ${first}. Look at it on its own.`);
}

/** Nobody confirms in bulk what somebody reported blocked. */
function blocked(leaf: Leaf) {
  return refuse("conflict", `${leaf.title} is reported blocked. Look at it on its own.`);
}
