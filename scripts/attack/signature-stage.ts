import { type CeremonyView, openCeremony } from "@/lib/data/ceremony.write";
import type { Context } from "@/lib/data/context";
import { readGateAnswer, readReadiness } from "@/lib/data/gate.read";
import { changeItem } from "@/lib/data/item.write";
import { startRun } from "@/lib/data/run.write";
import type { Prove } from "@/lib/data/run-change.write";
import { signStatement } from "@/lib/data/signature.write";
import { accept, type Result } from "@/lib/domain/refusal";
import type { SigningMethod } from "@/lib/domain/signing-method";
import type { Decision, SignatureRow } from "@/lib/domain/signing-rows";
import type { TemplateDocument } from "@/lib/domain/template";
import type { Signoff } from "@/lib/domain/template-gate";
import { as, type PersonFixture, testNow, value, type World } from "@/prisma/factories/world";

const items = ["backup", "schema", "notes"] as const;

function signoff(key: string, role: string, more: Partial<Signoff> = {}): Signoff {
  return { key, title: role, roles: [role], count: 1, wording: `I approve as ${role}.`, ...more };
}

export const signedDocument: TemplateDocument = {
  schema: 1,
  title: "Signed",
  metadata: [],
  intro: [],
  phases: [
    {
      kind: "phase",
      key: "before",
      title: "Before",
      stage: "before",
      content: items.map((key) => ({
        kind: "item",
        key,
        title: key,
        severity: "critical",
        content: [{ kind: "code", use: "command", text: `./${key} --on {{host}}` }],
      })),
    },
    {
      kind: "gate",
      key: "go-live",
      title: "Go live",
      asks: "deploy",
      signoffs: [
        signoff("engineering", "Engineering Lead"),
        signoff("security", "Security Lead", { after: ["engineering"], not: ["lead", "ticker"] }),
        signoff("board", "Board", { count: 2 }),
      ],
    },
    { kind: "gate", key: "close", title: "Close", asks: "close", signoffs: [signoff("closing", "Engineering Lead")] },
  ],
};

export type Who = keyof World["people"];
export const proven: Prove = async () => accept(null);

type Opening = { decision?: Decision; method?: SigningMethod; ctx?: Context; run?: string };
type Signing = { run?: string; prove?: Prove; ctx?: Context; at?: Date };

/** A run whose items are done, and short ways to sign in it. */
export type Stage = Awaited<ReturnType<typeof createStage>>;

export async function createStage(world: World, templateId: string, more: { rehearsal?: boolean } = {}) {
  const { lead, member, admin, owner } = world.people;
  const start = async (): Promise<string> => {
    const roster = {
      "Engineering Lead": [member.email],
      "Security Lead": [admin.email, lead.email, owner.email],
      Board: [owner.email, member.email],
    };
    const run = { templateId, name: "Release", environment: "production", targetAt: null, roster, ...more };
    const { id } = value(await startRun(as(world, lead), { ...run, artefact: { version: "1.0.0" } }));
    // Who ticked is kept from security: the first is the owner's.
    for (const [nth, key] of items.entries()) {
      value(await changeItem(as(world, nth === 0 ? owner : lead), id, key, { state: "passed", version: 1 }));
    }
    return id;
  };
  const runId = await start();
  const by = (who: Who | PersonFixture, at = testNow) =>
    as(world, typeof who === "string" ? world.people[who] : who, at);
  const open = (who: Who | PersonFixture, key: string, opening: Opening = {}) => {
    const { decision = "approve", method = "password", ctx = by(who), run = runId } = opening;
    const comment = decision === "reject" ? "Not yet." : undefined;
    return openCeremony(ctx, run, key, { decision, comment, conditions: [], method });
  };
  const sign = (
    who: Who | PersonFixture,
    key: string,
    { id, sha256 }: Pick<CeremonyView, "id" | "sha256">,
    { run = runId, prove = proven, at, ctx = by(who, at) }: Signing = {},
  ) => signStatement(ctx, run, key, { ceremony: id, statement: sha256 }, prove);
  const give = async (who: Who | PersonFixture, key: string, opening: Opening = {}): Promise<SignatureRow> =>
    value(await sign(who, key, value(await open(who, key, opening)), opening.run ? { run: opening.run } : {}));
  const status = async (key: string, run = runId) => {
    const gate = key === "closing" ? "close" : "go-live";
    const { signoffs } = value(await readReadiness(by("owner"), run, gate));
    return signoffs.find((each) => each.key === key)?.status;
  };
  const set = async (key: string, state: "passed" | "failed" | "warned" | "open", who: Who = "lead") => {
    const row = await world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } });
    const reason = state === "failed" || state === "warned" ? { reason: "Seen." } : {};
    return value(await changeItem(by(who), runId, key, { state, version: row.version, ...reason }));
  };
  const verdict = async () => value(await readGateAnswer(by("owner"), runId, "go-live")).verdict;
  return { world, templateId, runId, start, by, open, sign, give, status, set, verdict };
}

/** What an attack came to: true when it got through. */
export const got = (result: Result<unknown>): boolean => result.ok;

/** One kind of attack on a stage: `attack` gives true when it got through, `clean` when what it attacks works as meant. */
export type Kind = (
  stage: Stage,
  random: () => number,
) => Promise<{ attack: (nth: number) => Promise<boolean>; clean: () => Promise<boolean> }>;
