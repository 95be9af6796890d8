import { z } from "zod";
import { canonicalJson } from "./canonical-json";
import { sha256Hex } from "./digest";
import type { DossierTools } from "./dossier-check";
import { delegationFaults } from "./dossier-delegation";
import { evidenceFaults } from "./dossier-evidence";
import { itemFaults } from "./dossier-item";
import { overrideFaults } from "./dossier-override";
import { runFaults } from "./dossier-run";
import type { CheckedRecord, DossierFault, DossierLink, Told } from "./dossier-schema";
import { signatureFaults } from "./dossier-signature";
import { movedTo } from "./dossier-told";
import { waiverFaults } from "./dossier-waiver";

/** Each part of the record against what the history tells of it, in both directions: nothing added, nothing left out. */
export function recordFaults(
  dossier: CheckedRecord,
  told: readonly Told[],
  proofProblem: DossierTools["proofProblem"],
): DossierFault[] {
  const of = (link: DossierLink, texts: readonly string[]) => texts.map((text): DossierFault => ({ link, text }));
  return [
    ...of("template", templateFaults(dossier, told)),
    ...of("run", runFaults(dossier, told)),
    ...of("item", itemFaults(dossier, told)),
    ...of("signature", signatureFaults(dossier, told, proofProblem)),
    ...of("evidence", evidenceFaults(dossier, told)),
    ...of("waiver", waiverFaults(dossier, told)),
    ...of("delegation", delegationFaults(dossier, told)),
    ...of("choice", choiceFaults(dossier, told)),
    ...of("trigger", triggerFaults(dossier, told)),
    ...of("gate", gateFaults(dossier, told)),
    ...of("override", overrideFaults(dossier, told, proofProblem)),
  ];
}

function templateFaults({ template }: CheckedRecord, told: readonly Told[]): string[] {
  const faults: string[] = [];
  const digest = sha256Hex(canonicalJson(template.document));
  const last = lastTemplate(told);
  if (digest !== template.digest || (last !== null && last !== digest)) {
    faults.push("The template isn't the one the run was started from or moved to.");
  }
  if (sha256Hex(template.source) !== template.sourceSha256) faults.push("The template's source isn't what was hashed.");
  return faults;
}

const version = z.looseObject({ digest: z.string() });
const started = z.looseObject({ template: version });
const newer = z.looseObject({ template: z.looseObject({ to: version }) });

/** Digest of the version the run was last moved to, else started from. */
function lastTemplate(told: readonly Told[]): string | null {
  const moved = newer.safeParse(told.findLast(({ action }) => action === "run.moved")?.change);
  if (moved.success) return moved.data.template.to.digest;
  return started.safeParse(told.find(({ action }) => action === "run.started")?.change).data?.template.digest ?? null;
}

function choiceFaults({ choices }: CheckedRecord, told: readonly Told[]): string[] {
  const last = new Map(told.filter(({ action }) => action === "choice.recorded").map((t) => [t.subject.key, t]));
  const missing = [...last.keys()].filter((key) => !choices.some((choice) => choice.key === key));
  const wrong = choices.filter(({ key, option, byId, at }) => {
    const entry = last.get(key);
    return movedTo(entry, "option")?.to !== option || entry?.actor.person !== byId || entry.at !== at;
  });
  return [...missing, ...wrong.map(({ key }) => key)].map((key) => `Choice ${key} isn't what the history tells of.`);
}

/** A firing is known by its key and moment; what was measured is of when it last came true. */
function triggerFaults({ triggers }: CheckedRecord, told: readonly Told[]): string[] {
  const fired = told.filter(({ action }) => action === "trigger.fired");
  const of = ({ key, firedAt }: (typeof triggers)[number], action: string) =>
    told.filter((entry) => entry.action === action && entry.subject.key === key && entry.change?.firedAt === firedAt);
  const begins = (row: (typeof triggers)[number], { subject, at }: Told) =>
    subject.key === row.key && at === row.firedAt;
  const missing = fired.filter((entry) => !triggers.some((row) => begins(row, entry)));
  const wrong = triggers.filter((row) => {
    const again = of(row, "trigger.refired").at(-1);
    const last = again ?? fired.find((entry) => begins(row, entry) && measuredIn(entry) === row.measured);
    if (!last || measuredIn(last) !== row.measured || !fired.some((entry) => begins(row, entry))) return true;
    return (
      (again?.at ?? null) !== (row.refiredAt ?? null) || (of(row, "trigger.cleared")[0]?.at ?? null) !== row.clearedAt
    );
  });
  return [
    ...missing.map(({ subject }) => `That trigger ${subject.key} fired is missing.`),
    ...wrong.map(({ key }) => `Trigger ${key} isn't what the history tells of.`),
  ];
}

function measuredIn({ change }: Told): unknown {
  return change?.measured ?? null;
}

const status = z.looseObject({ status: z.looseObject({ to: z.string() }) });
const decided: ReadonlySet<string> = new Set(["go", "no_go", "override"]);

/** Of older releases neither row nor entry names all of it. */
const froze = ["verdict", "score", "conditions", "artefact", "environment"] as const;

/** What each gate came to last, by whom, and with which verdict and score. */
function gateFaults({ gates }: CheckedRecord, told: readonly Told[]): string[] {
  const last = new Map<string, { to: string; entry: Told }>();
  for (const entry of told) {
    const read = entry.subject.kind === "gate" ? status.safeParse(entry.change) : null;
    if (read?.success) last.set(entry.subject.key, { to: read.data.status.to, entry });
  }
  const wrong = gates.filter((gate) => {
    const now = last.get(gate.key);
    if (gate.status !== (now?.to ?? "pending")) return true;
    if (!now || !decided.has(now.to)) return false;
    const { actor, at, change } = now.entry;
    const frozen = gate.frozen;
    const same =
      !frozen || froze.every((name) => canonicalJson(change?.[name] ?? null) === canonicalJson(frozen[name] ?? null));
    return gate.decidedById !== actor.person || gate.decidedAt !== at || !same;
  });
  const missing = [...last.keys()].filter((key) => !gates.some((gate) => gate.key === key));
  return [...wrong.map(({ key }) => key), ...missing].map((key) => `Gate ${key} isn't where the history left it.`);
}
