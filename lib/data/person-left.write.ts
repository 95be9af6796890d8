import type { Actor, WorkspaceRole } from "@/lib/domain/actor";
import { takesPart } from "@/lib/domain/takes-part";
import { prepareAudit } from "./audit.write";
import type { Transaction } from "./database";

type Standing = { roles: readonly WorkspaceRole[]; disabled: boolean };

/**
 * One entry in every open run where somebody holds something, once they no longer take part or do again: their work is
 * nobody's from now on, or theirs again, so what was computed of the run counts no more and its screens say it at once.
 */
export async function tellOfLeaving(
  tx: Transaction,
  { actor, workspaceId, now }: { actor: Actor | null; workspaceId: string; now: Date },
  person: { id: string; name: string },
  before: Standing,
  after: Standing,
): Promise<void> {
  if (takesPart(before) === takesPart(after)) return;
  const { body } = prepareAudit(actor, {
    action: takesPart(after) ? "person.back" : "person.left",
    subject: { kind: "roster", key: person.name },
    change: { person: person.id },
  });
  await tx.$queryRaw`
    select count(append_audit('run', r.id, ${now}, ${body}, null, null)) from (
      select r.id from run r where r.workspace_id = ${workspaceId} and r.closed_at is null and (r.lead_id = ${person.id}
        or exists (select from roster_entry e where e.run_id = r.id and e.person_id = ${person.id})
        or exists (select from run_item i where i.run_id = r.id and i.assignee_id = ${person.id})
        or exists (select from rota_shift s where s.run_id = r.id and s.person_id = ${person.id})
        or exists (select from on_call_duty c where c.run_id = r.id and c.person_id = ${person.id})
        or exists (select from delegation d where d.run_id = r.id and d.revoked_at is null
          and ${person.id} in (d.from_id, d.to_id))
        or exists (select from condition k join signature s on s.id = k.signature_id
          where s.run_id = r.id and k.done_at is null and coalesce(k.owner_id, s.person_id) = ${person.id}))
      order by r.id) r`;
}
