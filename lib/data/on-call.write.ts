import { contactList } from "@/lib/domain/contact";
import type { OnCallRow } from "@/lib/domain/go-live-rows";
import { dutyAt } from "@/lib/domain/on-call";
import { plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { sameRole } from "@/lib/domain/roster";
import { auditRun } from "./audit.write";
import type { Context } from "./context";
import type { Transaction } from "./database";
import { changeRun } from "./run-change.write";
import { runNotFound } from "./run-scope.read";

export type NewOnCall = {
  role?: string | undefined;
  contact?: string | undefined;
  personId?: string | undefined;
  startsAt?: string | undefined;
  endsAt: string | null;
};

/**
 * Says who is on call from a moment on: a role of the roster, a contact of the checklist, or a person. The lead's. Whoever
 * was until then is no more, and doesn't come back when this one is over.
 */
export async function setOnCall(ctx: Context, runId: string, input: NewOnCall): Promise<Result<OnCallRow>> {
  return changeRun(ctx, runId, "on_call.set", async (tx, { roster, index }) => {
    const { person, workspaceId } = ctx.actor;
    if (!person) return runNotFound;
    const { role = null, contact = null, personId = null, endsAt } = input;
    const startsAt = input.startsAt ?? ctx.now.toISOString();
    if ([role, contact, personId].filter((one) => one !== null).length !== 1) {
      return invalid("contact", "Name one of a role, a contact and a person.");
    }
    if (endsAt !== null && endsAt <= startsAt) return invalid("endsAt", "It ends after it begins.");
    if (role !== null && !roster.some((entry) => sameRole(entry.role, role))) {
      return invalid("role", "Nobody fills that role in this run.");
    }
    const known = contactList(index.document).map(({ name }) => plainText(name));
    if (contact !== null && !known.includes(contact)) return invalid("contact", "The checklist has no such contact.");
    const member = personId && (await tx.membership.findFirst({ where: { personId, workspaceId } }));
    if (personId !== null && !member) return invalid("personId", "This person is not in the workspace.");
    const before = dutyAt(await dutiesOf(tx, runId), Date.parse(startsAt));
    const row = await tx.onCallDuty.create({
      data: { runId, role, contact, personId, startsAt, endsAt, setById: person.id, setAt: ctx.now },
    });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "on_call.set",
      subject: { kind: "on_call", key: row.id },
      change: {
        ...(role ? { role } : {}),
        ...(contact ? { contact } : {}),
        ...(personId ? { personId } : {}),
        startsAt,
        endsAt,
        ...(before ? { inPlaceOf: before.personId ?? before.role ?? before.contact } : {}),
      },
    });
    return accept({ id: row.id, role, contact, personId, startsAt, endsAt, setById: person.id });
  });
}

/** Ends somebody's time on call now, or takes it away before it began. */
export async function endOnCall(ctx: Context, runId: string, id: string): Promise<Result<null>> {
  return changeRun(ctx, runId, "on_call.set", async (tx) => {
    const row = await tx.onCallDuty.findFirst({ where: { id, runId } });
    if (!row) return runNotFound;
    const begun = row.startsAt <= ctx.now;
    const over = begun
      ? dutyAt(await dutiesOf(tx, runId), ctx.now.getTime())?.id !== id
      : row.endsAt?.getTime() === row.startsAt.getTime();
    if (over) return refuse("already_done", "It is over already.");
    const endsAt = new Date(Math.max(row.startsAt.getTime(), ctx.now.getTime()));
    await tx.onCallDuty.update({ where: { id }, data: { endsAt } });
    await auditRun(tx, ctx.actor, runId, ctx.now, {
      action: "on_call.ended",
      subject: { kind: "on_call", key: id },
    });
    return accept(null);
  });
}

async function dutiesOf(tx: Transaction, runId: string): Promise<OnCallRow[]> {
  const rows = await tx.onCallDuty.findMany({
    where: { runId },
    orderBy: [{ startsAt: "asc" }, { setAt: "asc" }, { id: "asc" }],
  });
  return rows.map(({ id, role, contact, personId, startsAt, endsAt, setById }) => ({
    id,
    role,
    contact,
    personId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
    setById,
  }));
}

function invalid(path: string, message: string) {
  return refuse("invalid_input", message, { problems: [{ path, message }] });
}
