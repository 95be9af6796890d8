import type { Actor } from "@/lib/domain/actor";
import { type Action, may, type RunFacts } from "@/lib/domain/permission";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { runFacts } from "@/lib/domain/roster";
import type { RosterEntry } from "@/lib/domain/run";
import { type DocumentIndex, indexDocument } from "@/lib/domain/template-tree";
import type { Database, Transaction } from "./database";
import { type PublishedVersion, publishedVersion } from "./template-document.read";

/** What a missing run and a stranger's run both answer. */
export const runNotFound: Refusal = refuse("not_found", "There is nothing here, or you may not see it.");

/** A run of the actor's own workspace with what the actor is in it; the only way to a run below the edge. */
export type RunScope = {
  run: {
    id: string;
    workspaceId: string;
    name: string;
    environment: string;
    leadId: string;
    closedAt: Date | null;
    policyEpoch: number;
    version: number;
    templateVersionId: string;
  };
  roster: RosterEntry[];
  facts: RunFacts;
  version: PublishedVersion;
  index: DocumentIndex;
};

type Row = RunScope["run"] & { roster: RosterEntry[] };

/**
 * Loads the run inside the actor's workspace, then asks the permission table.
 * `lock` takes the run's row lock: what is decided on it then can't move before the commit.
 */
export async function scopeRun(
  ctx: { actor: Actor; db: Database | Transaction },
  runId: string,
  action: Action,
  options: { lock?: boolean } = {},
): Promise<Result<RunScope>> {
  if (options.lock)
    await ctx.db.$queryRaw`
    select 1 from run where id = ${runId} and workspace_id = ${ctx.actor.workspaceId} for no key update`;
  const rows = await ctx.db.$queryRaw<Row[]>`
    select r.id, r.workspace_id as "workspaceId", r.name, r.environment, r.lead_id as "leadId",
      r.closed_at as "closedAt", r.policy_epoch as "policyEpoch", r.version,
      r.template_version_id as "templateVersionId",
      coalesce((select json_agg(json_build_object('role', e.role, 'personId', e.person_id, 'deputy', e.deputy)
        order by e.role, e.position) from roster_entry e where e.run_id = r.id), '[]'::json) as roster
    from run r where r.id = ${runId} and r.workspace_id = ${ctx.actor.workspaceId}`;
  const row = rows[0];
  if (!row || !mayEnter(ctx.actor)) return runNotFound;
  const version = await publishedVersion(ctx.db, row.templateVersionId);
  const index = indexDocument(version.document);
  const { roster, ...run } = row;
  const facts = runFacts(run, roster, ctx.actor.person?.id ?? null, Array.from(index.signoffs.values(), ({ signoff }) => signoff));
  if (!may(ctx.actor, action, facts))
    return refuse("forbidden", "Your role in this run doesn't allow this. Ask its lead.");
  return accept({ run, roster, facts, version, index });
}

/** Nobody without a role (or a token's scope) learns that a run exists. */
function mayEnter(actor: Actor): boolean {
  return actor.roles.length > 0 || actor.credential.kind === "machine_token" || actor.credential.kind === "system";
}
