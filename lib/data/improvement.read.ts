import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { timesTaken } from "@/lib/domain/run-review";
import { readRun } from "@/lib/domain/run-state";
import type { TemplateDocument } from "@/lib/domain/template";
import { type Lessons, type Proposal, proposalsFor } from "@/lib/domain/template-proposal";
import { mappingsOf } from "./check-report.read";
import type { Context } from "./context";
import { queryPrepared } from "./database";
import { scopeSnapshot } from "./run-scope.read";
import { readTemplate } from "./template.read";
import { readDraftOf } from "./template-draft.read";
import { type DraftHead, draftForbidden } from "./template-draft-head.read";
import { readTold } from "./told.read";

/** What a run that ended would change in its template: in the draft of its next version where there is one. */
export type Improvements = {
  template: { id: string; title: string; version: number };
  draft: DraftHead | null;
  /** What the proposals change: the draft, else what is published. */
  document: TemplateDocument;
  /** Number of the version the draft began from, else the newest. */
  baseVersion: number;
  proposals: Proposal[];
};

export async function readImprovements(ctx: Context, runId: string): Promise<Result<Improvements>> {
  const scoped = await scopeSnapshot(ctx, runId, "history.read");
  if (!scoped.ok) return scoped;
  if (!may(ctx.actor, "template.write")) return draftForbidden;
  const { snapshot } = scoped.value;
  const { run } = snapshot;
  if (run.closedAt === null && run.outcome === null)
    return refuse("invalid_input", "A run teaches once it is over: close it, or record how its attempt ended.");
  const template = await readTemplate(ctx, run.templateId);
  if (!template.ok) return template;
  const { id, title, version, document, retiredAt } = template.value;
  if (retiredAt) return refuse("invalid_input", "This template is retired. Bring it back to improve it.");
  const found = await readDraftOf(ctx, id);
  if (!found.ok) return found;
  const draft = found.value;
  const history = await readTold(ctx.db, runId);
  const lessons: Lessons = {
    took: timesTaken(readRun(snapshot, ctx.now.toISOString()), history),
    setAside: await readSetAside(ctx, run.templateId, runId),
    needs: snapshot.needs,
    checks: Array.from(await mappingsOf(ctx.db, runId), ([name, item]) => ({ name, item })),
    actions: await readActionsForTemplate(ctx, runId),
  };
  const on = draft?.document ?? document;
  return accept({
    template: { id, title, version },
    draft: draft && { id: draft.id, version: draft.version, savedAt: draft.savedAt, savedBy: draft.savedBy },
    document: on,
    baseVersion: draft?.baseVersion ?? version,
    proposals: proposalsFor(on, lessons),
  });
}

/** The last runs of the template that ended, and this one; rehearsals set aside what they please. */
const setAside = `
  with ended as (
    select r.id from run r join template_version v on v.id = r.template_version_id
    where r.workspace_id = $1 and v.template_id = $2 and (r.id = $3 or r.closed_at is not null and not r.rehearsal)
    order by r.id = $3 desc, r.closed_at desc limit 50)
  select i.key as item, count(*)::int as runs, count(*) filter (where i.state = 'not_applicable' or exists (
      select from waiver w where w.run_id = i.run_id and w.item_key = i.key
        and w.granted_at is not null and w.revoked_at is null))::int as times
  from run_item i join ended on ended.id = i.run_id group by i.key having count(*) > 1 order by i.key`;

function readSetAside({ actor, db }: Context, templateId: string, runId: string): Promise<Lessons["setAside"]> {
  return queryPrepared(db, "items set aside", setAside, [actor.workspaceId, templateId, runId]);
}

function readActionsForTemplate({ db }: Context, runId: string): Promise<Lessons["actions"]> {
  return db.reviewNote.findMany({
    where: { runId, forTemplate: true, withdrawnAt: null },
    select: { id: true, text: true },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
}
