import {
  type ItemPast,
  lateMinutes,
  type PastRun,
  type PastRuns,
  slippingItems,
  type WaiverDebt,
} from "@/lib/domain/past-runs";
import { may } from "@/lib/domain/permission";
import { plainText } from "@/lib/domain/plain-text";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { indexDocument } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import { queryPrepared } from "./database";
import { publishedVersion } from "./template-document.read";

const mostRuns = 200;
/** Runs of the template whose items are counted. */
const mostCounted = 50;
const mostDebt = 200;

const closedRuns = `
  select r.id, r.name, r.environment, r.template_version_id as "versionId", v.template_id as "templateId",
    t.title as "templateTitle", iso_time(r.target_at) as "targetAt", iso_time(r.closed_at) as "closedAt",
    coalesce(r.outcome, 'closed') as outcome,
    iso_time((select min(e.at) from audit_entry e where e.chain_id = r.id and e.body like '%"action":"gate.go"%')) as "goAt"
  from run r join template_version v on v.id = r.template_version_id join template t on t.id = v.template_id
  where r.workspace_id = $1 and r.closed_at is not null and not r.rehearsal
  order by r.closed_at desc, r.id desc limit $2`;

const pastItems = `
  select i.run_id as "runId", i.key, i.state, iso_time(i.changed_at) as "changedAt",
    exists (select from waiver w where w.run_id = i.run_id and w.item_key = i.key and w.granted_at is not null) as waived
  from run_item i join run r on r.id = i.run_id where r.workspace_id = $1 and i.run_id = any($2::text[])`;

/** Once failed is failed, whatever came of it. */
const pastFailures = `
  select distinct e.chain_id as "runId", e.body::jsonb -> 'subject' ->> 'key' as key
  from audit_entry e join run r on r.id = e.chain_id
  where r.workspace_id = $1 and e.chain_id = any($2::text[]) and e.body like '%"to":"failed"%'
    and e.body::jsonb -> 'subject' ->> 'kind' = 'item'`;

const debts = `
  select w.id, r.id as "runId", r.name as "runName", r.closed_at is not null as closed, w.item_key as key, w.reason,
    r.template_version_id as "versionId", p.id as "ownerId", p.name as "ownerName",
    iso_time(w.granted_at) as "grantedAt", iso_time(w.expires_at) as "expiresAt",
    w.expires_at is not null and w.expires_at <= $2 as expired
  from waiver w join run r on r.id = w.run_id join person p on p.id = w.owner_id
  where r.workspace_id = $1 and not r.rehearsal and w.kind = 'waiver' and w.granted_at is not null and w.revoked_at is null
    and (w.expires_at is null or w.expires_at > $2 or r.closed_at is null)
  order by w.granted_at, w.id limit $3`;

type ClosedRow = Omit<PastRun, "lateMinutes"> & { versionId: string; templateId: string };
type ItemRow = { runId: string; key: string; state: string; changedAt: string | null; waived: boolean };
type DebtRow = Omit<WaiverDebt, "run" | "item" | "owner"> & {
  runId: string;
  runName: string;
  key: string;
  versionId: string;
  ownerId: string;
  ownerName: string;
};

/** How closed runs went, which items slip, and the risks accepted and still in force. */
export async function readPastRuns(ctx: Context, templateId?: string): Promise<Result<PastRuns>> {
  if (!may(ctx.actor, "run.read")) return refuse("forbidden", "Your role doesn't let you see runs. Ask an admin.");
  const { workspaceId } = ctx.actor;
  const closed = await queryPrepared<ClosedRow>(ctx.db, "closed runs", closedRuns, [workspaceId, mostRuns]);
  const templates = templatesOf(closed);
  const chosen = templates.find(({ id }) => id === templateId) ?? templates[0] ?? null;
  const counted = closed.filter((run) => run.templateId === chosen?.id).slice(0, mostCounted);
  return accept({
    template: chosen && { id: chosen.id, title: chosen.title },
    templates,
    runs: closed
      .filter((run) => templateId === undefined || run.templateId === chosen?.id)
      .map(({ versionId: _, templateId: __, ...run }) => ({
        ...run,
        lateMinutes: lateMinutes(run.targetAt, run.goAt),
      })),
    slips: slippingItems(await pastOf(ctx, counted)),
    debt: await readDebt(ctx),
  });
}

function templatesOf(closed: readonly ClosedRow[]): PastRuns["templates"] {
  const found = new Map<string, PastRuns["templates"][number]>();
  for (const { templateId: id, templateTitle } of closed) {
    found.set(id, { id, title: plainText(templateTitle), runs: (found.get(id)?.runs ?? 0) + 1 });
  }
  return [...found.values()].sort((a, b) => b.runs - a.runs);
}

async function pastOf(ctx: Context, runs: readonly ClosedRow[]) {
  const values = [ctx.actor.workspaceId, runs.map(({ id }) => id)];
  const rows = await queryPrepared<ItemRow>(ctx.db, "past items", pastItems, values);
  const failures = await queryPrepared<{ runId: string; key: string }>(ctx.db, "past failures", pastFailures, values);
  const failed = new Set(failures.map(({ runId, key }) => `${runId} ${key}`));
  const byRun = Map.groupBy(rows, ({ runId }) => runId);
  return Promise.all(
    runs.map(async ({ id, versionId, targetAt }) => {
      const { leafByKey } = indexDocument((await publishedVersion(ctx.db, versionId)).document);
      const items = (byRun.get(id) ?? []).flatMap(({ key, state, changedAt, waived }): ItemPast[] => {
        const leaf = leafByKey.get(key);
        if (!leaf || state === "not_applicable") return [];
        const { severity, stage, title } = leaf;
        const done = state === "passed" || state === "warned" ? changedAt : null;
        const everFailed = state === "failed" || failed.has(`${id} ${key}`);
        return [{ key, title: plainText(title), severity, stage, failed: everFailed, waived, doneAt: done }];
      });
      return { targetAt, items };
    }),
  );
}

async function readDebt(ctx: Context): Promise<WaiverDebt[]> {
  const rows = await queryPrepared<DebtRow>(ctx.db, "waiver debt", debts, [ctx.actor.workspaceId, ctx.now, mostDebt]);
  return Promise.all(
    rows.map(async ({ runId, runName, key, versionId, ownerId, ownerName, ...row }) => {
      const { items } = indexDocument((await publishedVersion(ctx.db, versionId)).document);
      return {
        ...row,
        run: { id: runId, name: runName },
        item: { key, title: plainText(items.get(key)?.title ?? key) },
        owner: { id: ownerId, name: ownerName },
      };
    }),
  );
}
