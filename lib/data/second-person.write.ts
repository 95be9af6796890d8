import { askedTerms } from "@/lib/domain/asked-terms";
import { untouchedRow } from "@/lib/domain/item-transition";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { RunSnapshot } from "@/lib/domain/run";
import { isConfirmed } from "@/lib/domain/second-person";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Confirmation as Row } from "./generated/client";
import { readItems } from "./item.read";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

export type Confirmation = RunSnapshot["confirmations"][number];

/** A second person confirms that an item is done as it stands: another than who set it, for just this state. */
export async function confirmItem(
  ctx: Context,
  runId: string,
  itemKey: string,
  input: { version: number },
): Promise<Result<Confirmation>> {
  return changeRun(ctx, runId, "item.tick", async (tx, scope) => {
    const leaf = scope.index.leafByKey.get(itemKey);
    const { person } = ctx.actor;
    if (!leaf || !person) return runNotFound;
    if (!leaf.second) return refuse("conflict", "This item asks for no second person.");
    const row = (await readItems(tx, runId, [itemKey])).get(itemKey) ?? untouchedRow(itemKey);
    if (row.version !== input.version) {
      const message = `This item has changed since version ${input.version}. Look at it, then decide again.`;
      return refuse("conflict", message, { current: row });
    }
    if ((row.state !== "passed" && row.state !== "warned") || row.changedAt === null) {
      return refuse("conflict", "There is nothing to confirm: the item is not done.", { current: row });
    }
    if (row.changedById === person.id) {
      return refuse("forbidden", "You set this item yourself. It takes somebody else to confirm it.");
    }
    const stood = await tx.confirmation.findUnique({ where: { runId_itemKey: { runId, itemKey } } });
    const asked = { document: scope.index.document, leaf };
    if (stood && isConfirmed(row, [toConfirmation(stood)], asked)) {
      if (stood.personId === person.id) return accept(toConfirmation(stood));
      return refuse("already_done", "Somebody else has confirmed it already.");
    }
    const seen = { revision: row.revision, terms: askedTerms(asked.document, leaf) };
    const data = { personId: person.id, at: ctx.now, passedAt: row.changedAt, ...seen };
    const made = await tx.confirmation.upsert({
      where: { runId_itemKey: { runId, itemKey } },
      create: { runId, itemKey, ...data },
      update: data,
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "item.seconded",
      subject: { kind: "item", key: itemKey },
      change: { state: row.state, version: row.version, ...seen },
    });
    return accept(toConfirmation(made));
  });
}

function toConfirmation({ itemKey, personId, at, passedAt, revision, terms }: Row): Confirmation {
  return {
    itemKey,
    personId,
    at: at.toISOString(),
    passedAt: passedAt.toISOString(),
    revision,
    terms: terms as Confirmation["terms"],
  };
}
