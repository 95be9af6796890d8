import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { proofProblem } from "@/lib/auth/passkey-proof";
import { checkDossier } from "@/lib/domain/dossier-check";
import { accept } from "@/lib/domain/refusal";
import type { TemplateDocument } from "@/lib/domain/template";
import { verifySignature } from "@/lib/storage/ed25519";
import { signAsBefore } from "@/prisma/factories/first-signature";
import { as, createTemplate, createWorld, publishVersion, value, type World } from "@/prisma/factories/world";
import { testDatabase } from "@/scripts/test/database";
import { openCeremony } from "./ceremony.write";

import { readDossier } from "./dossier.read";
import { addEvidence } from "./evidence.write";
import { readGateAnswer, readReadiness } from "./gate.read";
import { declareGo } from "./gate.write";
import { changeItem } from "./item.write";
import { startRun } from "./run.write";
import { editRun } from "./run-edit.write";
import { moveRunTo } from "./run-move.write";
import { confirmItem } from "./second-person.write";
import { signStatement } from "./signature.write";

/** Two critical items, the one with evidence and a second person, its command with an answer and a measured value. */
function checklist(weaker = false): TemplateDocument {
  const text = weaker ? "rm -rf {{host}}" : "./migrate --to {{host}} --tag {{tag}}";
  return {
    schema: 1,
    title: "Migration",
    metadata: [],
    intro: [],
    phases: [
      {
        kind: "phase",
        key: "before",
        title: "Before",
        stage: "before",
        content: [
          {
            kind: "item",
            key: "migrate",
            title: "Migration tried",
            severity: weaker ? "low" : "critical",
            ...(weaker ? {} : { evidence: "required" as const, confirm: "second" as const }),
            content: [{ kind: "code", use: "command", text }],
          },
          { kind: "item", key: "backup", title: "Backup taken", severity: "critical", optional: weaker, content: [] },
        ],
      },
      {
        kind: "gate",
        key: "go-live",
        title: "Go live",
        asks: "deploy",
        signoffs: [
          { key: "engineering", title: "Engineering", roles: ["Engineering Lead"], count: 1, wording: "I approve." },
        ],
      },
      {
        kind: "phase",
        key: "rollout",
        title: "Rollout",
        stage: "during",
        content: [{ kind: "item", key: "image", title: "Image built", capture: "tag", content: [] }],
      },
    ],
  };
}

let world: World;
let templateId: string;
let runId: string;
beforeAll(async () => {
  world = await createWorld((await testDatabase()).app);
});
afterAll(() => world.db.$disconnect());

const lead = () => as(world, world.people.lead);
const member = () => as(world, world.people.member);
const proven = async () => accept(null);

/** A run of its own template with everything done, not yet signed. */
beforeEach(async () => {
  templateId = await createTemplate(world, checklist());
  const roster = { "Engineering Lead": [world.people.member.email] };
  const run = { templateId, name: "Release", environment: "production", targetAt: null, roster };
  const started = { ...run, artefact: { version: "1.0.0" }, answers: { host: "staging-db" } };
  runId = value(await startRun(lead(), started)).id;
  value(await addEvidence(lead(), runId, "migrate", { kind: "note", title: "Log", text: "It ran." }));
  for (const key of ["migrate", "backup"]) value(await changeItem(lead(), runId, key, { state: "passed", version: 1 }));
  value(await confirmItem(member(), runId, "migrate", { version: 2 }));
});

const open = () =>
  openCeremony(member(), runId, "engineering", { decision: "approve", conditions: [], method: "password" });

async function sign() {
  const { id, sha256 } = value(await open());
  return value(await signStatement(member(), runId, "engineering", { ceremony: id, statement: sha256 }, proven));
}

async function go() {
  value(await declareGo(lead(), runId, "go-live", {}));
  expect(value(await readGateAnswer(lead(), runId, "go-live"))).toMatchObject({ status: "go", verdict: "go" });
}

async function sinceSigned() {
  const { signoffs } = value(await readReadiness(lead(), runId, "go-live"));
  const [standing] = signoffs[0]?.signatures ?? [];
  const answer = value(await readGateAnswer(lead(), runId, "go-live"));
  const changed = standing?.changed.map(({ key, why }) => `${key} ${why}`);
  const reasons = answer.reasons.map(({ text }) => text);
  return { verdict: answer.verdict, standing: standing?.standing, changed, reasons };
}

async function weaken() {
  await publishVersion(world, templateId, 2, checklist(true));
  value(await moveRunTo(lead(), runId, { from: 1, reason: "A newer one." }));
}

it("doesn't survive the weakening of what was signed, nor does the GO recorded on it", async () => {
  await sign();
  await go();
  await weaken();
  expect(await sinceSigned()).toEqual({
    verdict: "no_go",
    standing: "stale",
    changed: [
      "migrate severity critical to low, asks for no evidence any more, asks for no second person any more, its command changed",
      "backup is optional now",
    ],
    reasons: [
      "Engineering signed, then Migration tried and 1 other changed: severity critical to low, asks for no evidence any more, asks for no second person any more, its command changed",
    ],
  });
});

it("of an older release doesn't survive it either, nor another answer, and stands until then", async () => {
  await signAsBefore(member(), runId, "engineering");
  await go();
  expect(await sinceSigned()).toMatchObject({ verdict: "go", standing: "counts", changed: [] });
  value(await editRun(lead(), runId, { answers: { host: "other-db" } }));
  expect(await sinceSigned()).toMatchObject({ verdict: "no_go", standing: "stale" });
  await weaken();
  expect(await sinceSigned()).toMatchObject({ verdict: "no_go", standing: "stale" });
});

it("doesn't survive an answer that changes a command", async () => {
  await sign();
  await go();
  value(await editRun(lead(), runId, { answers: { host: "PRODUCTION-db" } }));
  expect(await sinceSigned()).toEqual({
    verdict: "no_go",
    standing: "stale",
    changed: ["migrate its command changed"],
    reasons: [
      "Migration tried waits for a second person to confirm it",
      "Engineering signed, then Migration tried changed: its command changed",
    ],
  });
});

it("isn't given over a statement whose command an answer changed meanwhile: the diff says so", async () => {
  const { id, sha256 } = value(await open());
  value(await editRun(lead(), runId, { answers: { host: "PRODUCTION-db" } }));
  const late = await signStatement(member(), runId, "engineering", { ceremony: id, statement: sha256 }, proven);
  expect(late).toMatchObject({
    code: "statement_changed",
    current: { changed: [{ key: "migrate", title: "Migration tried", why: "its command changed" }] },
  });
});

it("survives what is measured after GO, and filled into the command it was given for", async () => {
  await sign();
  await go();
  value(await addEvidence(lead(), runId, "image", { kind: "value", title: "Tag", text: "v7" }));
  expect(await sinceSigned()).toEqual({ verdict: "go", standing: "counts", changed: [], reasons: [] });
});

it("doesn't survive another value measured in place of the one that was signed", async () => {
  value(await addEvidence(lead(), runId, "image", { kind: "value", title: "Tag", text: "v7" }));
  await sign();
  value(
    await addEvidence(as(world, world.people.lead, later()), runId, "image", {
      kind: "value",
      title: "Tag",
      text: "v8",
    }),
  );
  expect(await sinceSigned()).toMatchObject({ changed: ["migrate the measured tag in its words changed"] });
});

function later(): Date {
  return new Date(lead().now.getTime() + 60_000);
}

it("verifies in a dossier under either version, and neither passes for the other", async () => {
  await signAsBefore(member(), runId, "engineering");
  await sign();
  const dossier = JSON.parse(JSON.stringify(value(await readDossier(lead(), runId))));
  const check = (value: unknown) => checkDossier(value, { pinned: null, verify: verifySignature, proofProblem });
  expect(check(dossier)?.faults).toEqual([]);
  expect(dossier.signatures.map(({ leaves }: { leaves: object[] }) => leaves.every((leaf) => "terms" in leaf))).toEqual(
    [false, true],
  );
  const wrong = (change: (signatures: { leaves: Record<string, unknown>[] }[]) => void) => {
    const copy = structuredClone(dossier);
    change(copy.signatures);
    return check(copy)?.faults.filter(({ link }) => link === "signature");
  };
  const [, second] = dossier.signatures;
  expect(wrong(([first]) => Object.assign(first?.leaves[0] ?? {}, { terms: second.leaves[0].terms }))).toHaveLength(1);
  expect(wrong(([, other]) => delete other?.leaves[0]?.terms)).toHaveLength(1);
  expect(wrong(([, other]) => Object.assign(other?.leaves[0]?.terms ?? {}, { severity: "low" }))).toHaveLength(1);
  expect(wrong(([, other]) => Object.assign(other?.leaves[0] ?? {}, { evidence: [] }))).toHaveLength(1);
});
