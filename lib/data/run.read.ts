import { delegationFacts } from "@/lib/domain/delegation";
import { type Action, may, permissions, type RunFacts } from "@/lib/domain/permission";
import { accept, type Result } from "@/lib/domain/refusal";
import { indexRoster } from "@/lib/domain/roster";
import type { RunSnapshot } from "@/lib/domain/run";
import { authoritiesOf } from "@/lib/domain/signing-authority";
import { indexDocument } from "@/lib/domain/template-tree";
import type { Context } from "./context";
import { type Present, readPresent } from "./event.read";
import { scopeSnapshot } from "./run-scope.read";

/** What the caller is in this run, and what the permission table lets them do in it. */
export type RunStanding = {
  personId: string | null;
  facts: { lead: boolean; contributor: boolean; signerOf: string[] };
  may: Record<Action, boolean>;
};

/** What the run's screens hold, and recompute readiness from after each event. */
export type RunScreen = { snapshot: RunSnapshot; you: RunStanding; present: Present[] };

const actions = Object.keys(permissions) as Action[];

/** The run as one snapshot, for whoever may read it. */
export function readRun(ctx: Context, runId: string): Promise<Result<{ snapshot: RunSnapshot; facts: RunFacts }>> {
  return scopeSnapshot(ctx, runId, "run.read");
}

/** Snapshot, the caller's standing and who else is here. */
export async function readRunScreen(ctx: Context, runId: string): Promise<Result<RunScreen>> {
  const run = await readRun(ctx, runId);
  if (!run.ok) return run;
  const { snapshot, facts } = run.value;
  const present = await readPresent(ctx.db, [runId], ctx.now);
  return accept({ snapshot, you: standingOf(ctx, snapshot, facts), present: present.get(runId) ?? [] });
}

function standingOf({ actor, now }: Context, snapshot: RunSnapshot, facts: RunFacts): RunStanding {
  const personId = actor.person?.id ?? null;
  const delegated = delegationFacts(snapshot, indexRoster(snapshot.roster), now.getTime());
  const signerOf = indexDocument(snapshot.document)
    .signoffs.filter(({ signoff }) => personId !== null && authoritiesOf(delegated, signoff, personId).length > 0)
    .map(({ signoff }) => signoff.key);
  const allowed = Object.fromEntries(actions.map((action) => [action, may(actor, action, facts)]));
  return {
    personId,
    facts: { lead: facts.lead, contributor: facts.contributor, signerOf },
    may: allowed as Record<Action, boolean>,
  };
}
