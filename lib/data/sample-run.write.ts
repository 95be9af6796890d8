import { accept } from "@/lib/domain/refusal";
import { roleId } from "@/lib/domain/roster";
import type { Artefact } from "@/lib/domain/run";
import { type DocumentIndex, indexDocument } from "@/lib/domain/template-tree";
import { variableUse } from "@/lib/domain/variable-use";
import { addComment } from "./comment.write";
import type { Context } from "./context";
import { addEvidence } from "./evidence.write";
import { startRun } from "./run.write";
import type { Proof } from "./run-change.write";
import { closeRun } from "./run-close.write";
import { announceSample } from "./sample-announce.write";
import { actingAs, type Cast, must, SampleStage } from "./sample-stage.write";
import { watchSample } from "./sample-watch.write";
import { publishedVersion } from "./template-document.read";
import { askWaiver, grantWaiver } from "./waiver.write";

/** The sample's people are made up: nobody is asked for a password. */
const byOwnPassword: Proof = { method: "password", prove: async () => accept(null) };

export type { Cast } from "./sample-stage.write";

const hour = 3_600_000;
const approve = () => ({ decision: "approve" as const, conditions: [] });

type Plan = {
  /** File name of the built-in it runs. */
  template: string;
  name: string;
  environment: string;
  artefact: Artefact;
  answers: Record<string, string>;
  /** Hours from now. */
  started: number;
  target: number;
  play: (stage: SampleStage) => Promise<void>;
};

const plans: readonly Plan[] = [
  {
    template: "production-deployment",
    name: "Payments API 4.2",
    environment: "production",
    artefact: { version: "4.2.0", commit: "9f2c1ab47d", build: "841" },
    answers: { service: "payments-api", namespace: "payments", "old-version": "4.1.7", domain: "pay.example.com" },
    started: -52,
    target: 27,
    play: playBlocked,
  },
  {
    template: "readiness-blockers",
    name: "Search index 2.0",
    environment: "production",
    artefact: { version: "2.0.3" },
    answers: { service: "search", namespace: "search", reachable: "own network" },
    started: -30,
    target: 5,
    play: playConditional,
  },
  {
    template: "service-launch",
    name: "Checkout 1.9",
    environment: "production",
    artefact: { version: "1.9.1", commit: "41d07be2c9" },
    answers: { service: "Checkout", deployment: "checkout", namespace: "shop", press: "no" },
    started: -26,
    target: 2,
    play: playSigned,
  },
  {
    template: "production-deployment",
    name: "Login 3.1",
    environment: "production",
    artefact: { version: "3.1.0" },
    answers: { service: "login", namespace: "identity", database: "no" },
    started: -24 * 8,
    target: -24 * 7,
    play: playClosed,
  },
  {
    template: "production-deployment",
    name: "Notifications 7.3",
    environment: "production",
    artefact: { version: "7.3.0", commit: "c2e88d104f" },
    answers: { service: "notifications", namespace: "messaging", database: "no" },
    started: -24,
    target: -12,
    play: playLive,
  },
];

/** File names of the built-ins that the sample runs. */
export const sampleTemplates: readonly string[] = [...new Set(plans.map(({ template }) => template))];

/** Starts the runs that aren't there yet and plays each to where it stands. `templates` are ids by file name. */
export async function playSample(ctx: Context, templates: ReadonlyMap<string, string>, cast: Cast): Promise<void> {
  for (const plan of plans) {
    const templateId = templates.get(plan.template);
    const { workspaceId } = ctx.actor;
    if (!templateId || (await ctx.db.run.findFirst({ where: { workspaceId, name: plan.name } }))) continue;
    const { id: versionId } = await ctx.db.templateVersion.findFirstOrThrow({
      where: { templateId },
      orderBy: { number: "desc" },
      select: { id: true },
    });
    const { document } = await publishedVersion(ctx.db, versionId);
    const startedAt = new Date(ctx.now.getTime() + plan.started * hour);
    const { name, environment, artefact, answers } = plan;
    const run = must(
      await startRun(actingAs(ctx, cast.lead, startedAt), {
        templateId,
        name,
        environment,
        artefact,
        answers: Object.fromEntries(
          variableUse(document).asked.flatMap(({ key }) => (answers[key] === undefined ? [] : [[key, answers[key]]])),
        ),
        targetAt: new Date(roundToHour(ctx.now.getTime() + plan.target * hour)).toISOString(),
        roster: castRoles(indexDocument(document), cast),
      }),
    );
    await plan.play(await SampleStage.open(ctx, run.id, cast, startedAt));
  }
}

function roundToHour(milliseconds: number): number {
  return Math.ceil(milliseconds / hour) * hour;
}

/** Every role the checklist names goes round the cast, the others standing in; Mara contributes. */
function castRoles(index: DocumentIndex, cast: Cast): Record<string, string[]> {
  const emails = [cast.lead.email, cast.member.email, cast.owner.email];
  const roles = new Map<string, string>();
  const named = [
    ...index.signoffs.flatMap(({ signoff }) => signoff.roles),
    ...index.leaves.flatMap(({ owner }) => owner ?? []),
    ...index.choices.flatMap(({ choice }) => choice.decider ?? []),
  ];
  for (const role of named) if (!roles.has(roleId(role))) roles.set(roleId(role), role);
  const roster = Array.from(roles.values(), (role, nth): [string, string[]] => {
    const from = nth % emails.length;
    return [role, [...emails.slice(from), ...emails.slice(0, from)]];
  });
  return { ...Object.fromEntries(roster), Contributor: [cast.member.email, cast.owner.email] };
}

/** NO-GO: the first part is done, later on one item failed, one is blocked, one in hand, one put up for a waiver. */
async function playBlocked(stage: SampleStage): Promise<void> {
  const { runId } = stage;
  const { lead, member, owner } = stage.cast;
  await stage.choose();
  const leaves = stage.leaves(0);
  const open = leaves.slice(Math.floor(leaves.length * 0.6)).filter((_, nth) => nth % 4 !== 1);
  await stage.passAll(leaves.filter((leaf) => !open.includes(leaf)));
  const [failed, blocked, busy, risk] = open;
  if (failed) {
    await stage.change(lead, failed, { assignee: member.email });
    await stage.change(member, failed, { state: "failed", reason: "Tried twice on staging, and failed both times." });
    must(
      await addComment(stage.as(owner), runId, failed.key, "The platform team looks at it first thing after lunch."),
    );
    must(await addComment(stage.as(member), runId, failed.key, "Found it, the fix is in review."));
  }
  if (blocked) {
    await stage.change(lead, blocked, { assignee: owner.email });
    await stage.change(member, blocked, {
      blocked: {
        reason: "We wait for an answer of the network team.",
        link: "https://tickets.example.com/NET-7",
      },
    });
  }
  if (busy) {
    await stage.change(member, busy, { state: "in_progress", assignee: member.email });
    const url = "https://wiki.example.test/payments/4-2";
    must(await addEvidence(stage.as(member), runId, busy.key, { kind: "link", title: "What we have so far", url }));
  }
  if (risk) {
    const reason = "Done by hand for this release; the automated way follows with the next one.";
    must(await askWaiver(stage.as(lead), runId, risk.key, { kind: "waiver", reason }));
  }
}

/** GO with conditions: one item passed with a mitigation, one waived, the first signature with a condition. */
async function playConditional(stage: SampleStage): Promise<void> {
  const { lead, member, owner } = stage.cast;
  await stage.choose();
  const leaves = stage.leaves(0);
  const warned = leaves.find(({ severity }) => severity === "medium" || severity === "low");
  const waived =
    leaves.find((leaf) => leaf !== warned && leaf.severity === "high") ?? leaves.find((leaf) => leaf !== warned);
  await stage.passAll(leaves.filter((leaf) => leaf !== warned && leaf !== waived));
  if (warned) {
    await stage.change(member, warned, {
      state: "warned",
      reason: "Fine but for one open point; Mara stays on call for the first night.",
    });
  }
  if (waived) {
    const asked = must(
      await askWaiver(stage.as(member), stage.runId, waived.key, {
        kind: "waiver",
        reason: "It has been like this since the last release without harm, and is planned for next week.",
        owner: owner.email,
        expiresAt: new Date(stage.ctx.now.getTime() + 14 * 24 * hour).toISOString(),
      }),
    );
    const granted = await grantWaiver(stage.as(lead), stage.runId, asked.id, byOwnPassword);
    if (!granted.ok) must(await grantWaiver(stage.as(owner), stage.runId, asked.id, byOwnPassword));
  }
  await stage.passAll(leaves);
  const dueAt = new Date(stage.ctx.now.getTime() + 48 * hour).toISOString();
  const condition = { text: "The index of the archive is rebuilt within two days.", dueAt };
  await stage.sign(0, (nth) =>
    nth === 0 ? { decision: "approve_with_conditions", conditions: [condition] } : approve(),
  );
}

/** GO: everything done and everybody has signed; the lead has only to record it. */
async function playSigned(stage: SampleStage): Promise<void> {
  await stage.choose();
  await finish(stage, 0);
}

/** Closed a week ago with every gate passed. */
async function playClosed(stage: SampleStage): Promise<void> {
  await stage.choose();
  for (const gate of stage.index.gates.keys()) {
    await finish(stage, gate);
    await stage.declare(gate);
  }
  const reason = "Quiet for two days: what is left to watch is on the dashboards of operations.";
  must(await closeRun(stage.as(stage.cast.lead), stage.runId, { reason }));
}

/** Live for some hours: looked after in shifts, checked each time but the last, which nobody did. */
async function playLive(stage: SampleStage): Promise<void> {
  await stage.choose();
  await announceSample(stage);
  for (const [gate, { gate: of }] of stage.index.gates.entries()) {
    if (of.asks === "close") continue;
    await finish(stage, gate);
    await stage.declare(gate);
  }
  await watchSample(stage);
}

async function finish(stage: SampleStage, gate: number): Promise<void> {
  await stage.passAll(stage.leaves(gate));
  await stage.sign(gate, approve);
}
