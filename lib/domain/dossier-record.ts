import { z } from "zod";
import { canonicalJson } from "./canonical-json";
import { sha256Hex } from "./digest";
import type { DossierTools } from "./dossier-check";
import { overrideFaults } from "./dossier-override";
import type { CheckedDossier, DossierFault, DossierLink, Told } from "./dossier-schema";
import { signatureFaults } from "./dossier-signature";

/** Each part of the record against what the history tells of it, in both directions: nothing added, nothing left out. */
export function recordFaults(
  dossier: CheckedDossier,
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
    ...of("choice", choiceFaults(dossier, told)),
    ...of("trigger", triggerFaults(dossier, told)),
    ...of("gate", gateFaults(dossier, told)),
    ...of("override", overrideFaults(dossier, told, proofProblem)),
  ];
}

function templateFaults({ template }: CheckedDossier, told: readonly Told[]): string[] {
  const faults: string[] = [];
  const digest = sha256Hex(canonicalJson(template.document));
  const last = lastTemplate(told);
  if (digest !== template.digest || (last !== null && last !== digest)) {
    faults.push("The template isn't the one the run was started from or moved to.");
  }
  if (sha256Hex(template.source) !== template.sourceSha256) faults.push("The template's source isn't what was hashed.");
  return faults;
}

const move = z.looseObject({ to: z.unknown() });
/** What a field was last changed to, if an entry tells of it. */
function lastMove(told: readonly Told[], field: string): { to: unknown } | null {
  for (const { change } of told.toReversed()) {
    const read = move.safeParse(change?.[field]);
    if (read.success && "to" in read.data) return { to: read.data.to };
  }
  return null;
}

const version = z.looseObject({ digest: z.string() });
const started = z.looseObject({ template: version });
const movedTo = z.looseObject({ template: z.looseObject({ to: version }) });

/** Digest of the version the run was last moved to, else started from. */
function lastTemplate(told: readonly Told[]): string | null {
  const moved = movedTo.safeParse(told.findLast(({ action }) => action === "run.moved")?.change);
  if (moved.success) return moved.data.template.to.digest;
  return started.safeParse(told.find(({ action }) => action === "run.started")?.change).data?.template.digest ?? null;
}

function runFaults({ run }: CheckedDossier, told: readonly Told[]): string[] {
  const started = told.find(({ action }) => action === "run.started");
  if (!started) return ["The history doesn't begin with the run's start."];
  const changed = told.filter(({ action }) => action === "run.changed");
  const wrong = (["name", "environment", "targetAt", "artefact"] as const).filter((field) => {
    const is = lastMove(changed, field) ?? { to: started.change?.[field] ?? null };
    return canonicalJson(run[field] ?? null) !== canonicalJson(is.to ?? null);
  });
  const closed = told.find(({ action }) => action === "run.closed");
  const faults = wrong.map((field) => `The run's ${field} isn't what the history tells.`);
  if ((closed?.at ?? null) !== run.closedAt) faults.push("Whether the run was closed, and when, is wrong.");
  return faults;
}

type Node = CheckedDossier["run"]["phases"][number];

function itemFaults({ run }: CheckedDossier, told: readonly Told[]): string[] {
  const last = new Map<string, unknown>();
  for (const { subject, change } of told) {
    const read = subject.kind === "item" ? move.safeParse(change?.state) : null;
    if (read?.success) last.set(subject.key, read.data.to);
  }
  const faults: string[] = [];
  const lookAt = (items: Node["items"]) => {
    for (const { key, state, derived, items: below } of items) {
      const is = last.get(key) ?? "open";
      if (!derived && is !== state) faults.push(`Item ${key} is shown as ${state}; the history left it ${is}.`);
      lookAt(below);
    }
  };
  const visit = (nodes: readonly Node[]) => {
    for (const node of nodes) {
      lookAt(node.items);
      visit(node.sections);
    }
  };
  visit(run.phases);
  return faults;
}

function evidenceFaults({ evidence }: CheckedDossier, told: readonly Told[]): string[] {
  const added = told.filter(({ action }) => action === "evidence.added");
  const redacted = new Set(told.filter((t) => t.action === "evidence.redacted").map(({ subject }) => subject.key));
  const faults = added
    .filter(({ subject }) => !evidence.some(({ id }) => id === subject.key))
    .map(({ subject }) => `Evidence ${subject.key} is missing.`);
  for (const row of evidence) {
    const name = `The evidence ${row.title} (${row.id})`;
    const entry = added.find(({ subject }) => subject.key === row.id);
    if (entry?.change?.sha256 !== row.sha256 || entry.subject.item !== row.itemKey || entry.change.kind !== row.kind) {
      faults.push(`${name} isn't what the history tells of.`);
    }
    if (redacted.has(row.id) !== (row.redactedAt !== null)) faults.push(`Whether ${name} was redacted is wrong.`);
    if (row.redactedAt === null && !holdsText(row)) faults.push(`${name} doesn't say what was hashed.`);
  }
  if (new Set(evidence.map(({ id }) => id)).size !== evidence.length) faults.push("Evidence stands there twice.");
  return faults;
}

/** Files are elsewhere, and long texts cut: those can't be compared here. */
function holdsText({ kind, url, text, size, sha256 }: CheckedDossier["evidence"][number]): boolean {
  if (kind === "file") return true;
  const cut = text !== null && size !== null && new TextEncoder().encode(text).length < size && text.length >= 2000;
  return cut || sha256Hex(canonicalJson({ kind, url, text })) === sha256;
}

function waiverFaults({ waivers }: CheckedDossier, told: readonly Told[]): string[] {
  const act = (id: string, ...actions: string[]) =>
    told.find(({ action, subject }) => subject.key === id && actions.includes(action));
  const asked = told.filter(({ action }) => action === "waiver.asked");
  const missing = asked.filter(({ subject }) => !waivers.some(({ id }) => id === subject.key));
  const wrong = waivers.filter((row) => {
    const ask = act(row.id, "waiver.asked");
    const grant = act(row.id, "waiver.granted");
    const end = act(row.id, "waiver.revoked", "waiver.withdrawn");
    const same = ask?.subject.item === row.itemKey && ask.change?.kind === row.kind;
    const granted = (grant?.at ?? null) === row.grantedAt && (grant?.actor.person ?? null) === row.grantedById;
    return !same || !granted || (end?.at ?? null) !== row.revokedAt;
  });
  return [
    ...missing.map(({ subject }) => `Waiver ${subject.key} is missing.`),
    ...wrong.map(({ id }) => `Waiver ${id} isn't what the history tells of.`),
  ];
}

function choiceFaults({ choices }: CheckedDossier, told: readonly Told[]): string[] {
  const last = new Map(told.filter(({ action }) => action === "choice.recorded").map((t) => [t.subject.key, t]));
  const missing = [...last.keys()].filter((key) => !choices.some((choice) => choice.key === key));
  const wrong = choices.filter(({ key, option, byId, at }) => {
    const entry = last.get(key);
    const to = move.safeParse(entry?.change?.option).data?.to;
    return to !== option || entry?.actor.person !== byId || entry.at !== at;
  });
  return [...missing, ...wrong.map(({ key }) => key)].map((key) => `Choice ${key} isn't what the history tells of.`);
}

/** A firing is known by its key and moment; what was measured is of when it last came true. */
function triggerFaults({ triggers }: CheckedDossier, told: readonly Told[]): string[] {
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

/** What each gate came to last, by whom, and with which verdict and score. */
function gateFaults({ gates }: CheckedDossier, told: readonly Told[]): string[] {
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
    const same = !frozen || (change?.verdict === frozen.verdict && change.score === frozen.score);
    return gate.decidedById !== actor.person || gate.decidedAt !== at || !same;
  });
  const missing = [...last.keys()].filter((key) => !gates.some((gate) => gate.key === key));
  return [...wrong.map(({ key }) => key), ...missing].map((key) => `Gate ${key} isn't where the history left it.`);
}
