import type { Content, Phase, Section, Stage, TemplateDocument } from "@/lib/domain/template";
import type { Gate } from "@/lib/domain/template-gate";
import type { Lines } from "@/lib/domain/template-node";
import type { Draft } from "./draft";
import { absorb, collapseBlocks, insertAfter, insertBefore, isGeneric, relocateNamed, remove } from "./gate-blocks";
import { stageOf } from "./stages";
import { comparable, foreignSignoff } from "./vocabulary";

type Part = Phase | Section;
type Leaf = { stage: Stage | undefined; path: (Phase | Content)[] };

/** Parts about whom to tell and when: what stands in them comes beside the work, not between its stages. */
const telling = /\bcommunicat|kommunikation|comunica[cçz]|коммуникац|沟通|连絡|連絡|커뮤니케이션/iu;
/** Gates by how many covered leaves stand before them. */
type Survey = { leaves: Leaf[]; gates: { gate: Gate; at: number }[]; declared: { part: Part; at: number }[] };

const standard = { deploy: "May we deploy?", live: "Declare live", close: "May we close?" } as const;
const goLive =
  /\bgo[- ]?live (?:declaration|decision|confirmation)\b|\bdeclare (?:live|success)\b|\blaunch declaration\b/i;
const aboutLive = /\bgo[- ]?live\b|\bproduction (?:deploy(?:ment)?|release|launch|roll-?out)\b|\blaunch\b/i;
const aboutClose = /\bpost[- ]?(?:deploy|release|launch|go-?live)|\bclos(?:e|ure|ing)\b|\bcompletion\b/i;

/**
 * Puts a gate wherever the document asks for a decision: at sign-off blocks (moved to the end of the part they name),
 * where `before` passes into `during`, at a go-live declaration, and at the end. Two in one place are one.
 */
export function placeGates(draft: Draft, document: TemplateDocument): void {
  if (hasWrittenGates(draft, document)) return;
  collapseBlocks(draft, document);
  relocateNamed(draft, document);
  const sheets = [...draft.found].filter(([, about]) => about.factSheet).map(([gate]) => gate);
  if (boundary(survey(document).leaves) !== undefined) for (const gate of sheets) remove(document, gate);
  relocateEarly(draft, document);
  merge(draft, document);
  placeDeploy(draft, document, sheets);
  placeLive(draft, document);
  placeLast(draft, document);
  nameGates(draft, document);
  for (const { gate } of survey(document).gates)
    if (gate.asks !== "approve") draft.guess(gate, "gate_asks", gate.asks, draft.placeOf(gate));
}

/** How many decisions the document asks for, before any are merged. */
export function countGates(document: TemplateDocument): number {
  return survey(document).gates.length;
}

function hasWrittenGates(draft: Draft, document: TemplateDocument): boolean {
  return survey(document).gates.some(({ gate }) => !draft.found.has(gate));
}

function survey(document: TemplateDocument): Survey {
  const found: Survey = { leaves: [], gates: [], declared: [] };
  for (const phase of document.phases) {
    if (phase.kind === "gate") found.gates.push({ gate: phase, at: found.leaves.length });
    else walkPart(found, phase, undefined, []);
  }
  return found;
}

function walkPart(found: Survey, part: Part, above: Stage | undefined, path: Leaf["path"]): void {
  const stage = part.stage ?? above;
  walk(found, part.content, stage, [...path, part]);
  if (goLive.test(comparable(part.title))) found.declared.push({ part, at: found.leaves.length });
}

function walk(found: Survey, content: Content[], stage: Stage | undefined, path: Leaf["path"]): void {
  for (const each of content) {
    if (each.kind === "gate") found.gates.push({ gate: each, at: found.leaves.length });
    else if (each.kind === "section") walkPart(found, each, stage, path);
    else if (each.kind === "item") {
      const inner = each.content.some((sub) => sub.kind === "item" || sub.kind === "section");
      if (inner) walk(found, each.content, stage, [...path, each]);
      else if (stage !== "contingency" && !each.recurs) found.leaves.push({ stage, path: [...path, each] });
    }
  }
}

/** Index of the first leaf of deploying (or after it) that has preparations before it. */
function boundary(leaves: Leaf[]): number | undefined {
  let prepared = opensUnnamed(leaves.filter((leaf) => !isTold(leaf)));
  for (const [at, leaf] of leaves.entries()) {
    if (isTold(leaf)) continue;
    if (leaf.stage === "before") prepared = true;
    else if (prepared && leaf.stage !== undefined) return at;
  }
  return undefined;
}

function isTold({ path }: Leaf): boolean {
  return path.some((node) => node.kind !== "item" && "title" in node && telling.test(node.title));
}

/** Where no title speaks of preparing, all that stands before deploying prepares it, if nothing unnamed follows. */
function opensUnnamed(leaves: Leaf[]): boolean {
  const first = leaves.findIndex(({ stage }) => stage !== undefined);
  return first > 0 && leaves.slice(first).every(({ stage }) => stage === "during" || stage === "after");
}

/** A sign-off block above everything there is to sign means the deployment: it goes where that is asked, else to the end. */
function relocateEarly(draft: Draft, document: TemplateDocument): void {
  const { leaves, gates } = survey(document);
  const early = gates.filter(({ gate, at }) => at === 0 && draft.found.has(gate)).map(({ gate }) => gate);
  if (early.length === 0 || leaves.length === 0) return;
  for (const gate of early) remove(document, gate);
  const [first, ...others] = early as [Gate, ...Gate[]];
  for (const other of others) absorb(draft, first, other);
  const at = boundary(survey(document).leaves);
  if (at === undefined) document.phases.push(first);
  else insertAtLeaf(document, leaves, at, first);
  draft.guess(first, "gate_moved");
}

/** "Pre-launch approvals" at the end, behind what they allow: they go where deploying begins. */
function relocateLate(draft: Draft, document: TemplateDocument): void {
  const { leaves, gates } = survey(document);
  const at = boundary(leaves);
  const last = gates.at(-1);
  if (at === undefined || last?.at !== leaves.length || at === leaves.length || !draft.found.has(last.gate)) return;
  if (stageOf(last.gate.title) !== "before" || gates.some((each) => each.at === at)) return;
  remove(document, last.gate);
  insertAtLeaf(document, leaves, at, last.gate);
  draft.guess(last.gate, "gate_moved");
}

function insertAtLeaf(document: TemplateDocument, leaves: Leaf[], at: number, gate: Gate): void {
  const before = new Set(leaves[at - 1]?.path ?? []);
  const target = leaves[at]?.path.find((node) => !before.has(node));
  if (target) insertBefore(document, target, gate);
}

/** Gates between the same two leaves are one decision; the first keeps the sign-offs of both. */
function merge(draft: Draft, document: TemplateDocument): void {
  let last: { gate: Gate; at: number } | undefined;
  for (const each of survey(document).gates) {
    if (last && last.at === each.at) {
      if (isGeneric(last.gate.title) && !isGeneric(each.gate.title)) last.gate.title = each.gate.title;
      absorb(draft, last.gate, each.gate);
      remove(document, each.gate);
    } else last = each;
  }
}

function placeDeploy(draft: Draft, document: TemplateDocument, sheets: Gate[]): void {
  relocateLate(draft, document);
  const { leaves, gates } = survey(document);
  const at = boundary(leaves);
  const executed = leaves.some((leaf) => leaf.stage === "during");
  if (at === undefined || (isAboutGoingBack(document) && !executed)) return;
  const here = gates.find((each) => each.at === at)?.gate;
  const gate = here ?? newGate("deploy");
  if (!here && isAboutGoingBack(document)) gate.title = "May we go ahead?";
  gate.asks = "deploy";
  if (!here) insertAtLeaf(document, leaves, at, gate);
  if (!here) draft.guess(gate, "gate_stage", undefined, linesAt(leaves[at]));
  for (const sheet of sheets) absorb(draft, gate, sheet);
}

function placeLive(draft: Draft, document: TemplateDocument): void {
  const { gates, declared } = survey(document);
  for (const { part, at } of declared) {
    const here = gates.find((each) => each.at === at)?.gate;
    if (here && here.asks === "approve") here.asks = "live";
    if (!here && !gates.some(({ gate }) => gate.asks === "live")) {
      const live = newGate("live");
      insertAfter(document, part, live);
      draft.guess(live, "gate_declared", undefined, part.lines);
    }
  }
  for (const { gate, at } of survey(document).gates) {
    if (gate.asks === "approve" && draft.found.has(gate)) gate.asks = asked(document, gate, at);
  }
}

function asked(document: TemplateDocument, gate: Gate, at: number): Gate["asks"] {
  const { leaves } = survey(document);
  const deployed = leaves.slice(0, at).some((leaf) => leaf.stage === "during" || leaf.stage === "after");
  const named = aboutClose.test(gate.title) ? "close" : aboutLive.test(gate.title) && deployed ? "live" : undefined;
  if (named) return stageOf(gate.title) === "before" ? "deploy" : named;
  if (at < leaves.length) return "approve";
  if (leaves.some((leaf) => leaf.stage === "after")) return "close";
  return deployed ? "live" : isAboutGoingBack(document) ? "close" : "deploy";
}

const recovering =
  /\bfail-?\s?over\b|\bswitch-?over (?:to|of) (?:the )?(?:standby|secondary|replica)\b|\b(?:data(?:base)?|service|site|system|backup) (?:recovery|restore|restoration)\b|\brestore (?:from|runbook|procedure)\b|\bincident\b|\boutage\b|notfall|wiederherstellung|wiederanlauf|reprise (?:d.activité|après sinistre)|recuperación ante desastres|recuperação de desastres|ripristino|аварийн|восстановлени|灾难恢复|故障(?:切换|转移|恢复)|障害(?:対応|復旧)|フェイルオーバー|재해 복구|장애/iu;
const forward =
  /deploy|releas|launch|go-?\s?live|lanzamiento|despliegue|lançamento|lancement|bereitstell|上线|部署|发布|リリース|デプロイ|релиз|запуск|배포/iu;

/** A document that is all about going back or recovering asks for no deployment. */
function isAboutGoingBack({ title }: TemplateDocument): boolean {
  return (stageOf(title) === "contingency" || recovering.test(title)) && !forward.test(title);
}

/** What no gate covers yet is decided at the end; so is a document without any gate. */
function placeLast(draft: Draft, document: TemplateDocument): void {
  const { leaves, gates } = survey(document);
  const last = gates.at(-1);
  if (last && last.at === leaves.length) return;
  const later =
    gates.some(({ gate }) => gate.asks === "deploy" || gate.asks === "live") ||
    leaves.some((leaf) => leaf.stage === "after") ||
    isAboutGoingBack(document);
  const gate = newGate(later ? "close" : "deploy");
  document.phases.push(gate);
  draft.guess(gate, "gate_end", undefined, lastLines(draft));
}

/** The line of a leaf, for what stands right before it. */
function linesAt(leaf: Leaf | undefined): Lines | undefined {
  return leaf?.path.findLast(({ lines }) => lines)?.lines;
}

/** The last line that says anything. */
function lastLines(draft: Draft): Lines {
  const line = draft.source.lines.findLastIndex((text) => text.trim() !== "") + 1;
  return [Math.max(line, 1), Math.max(line, 1)];
}

function newGate(asks: "deploy" | "live" | "close"): Gate {
  return { kind: "gate", key: "", title: standard[asks], asks, signoffs: [] };
}

/** Gates of sign-off blocks are named after the block, and say that it is one. */
function nameGates(draft: Draft, document: TemplateDocument): void {
  for (const { gate } of survey(document).gates) {
    if (!draft.found.has(gate)) continue;
    const named = gate.title.trim() === "" ? "Sign-off" : gate.title;
    const said = /\bsign|\bapprov|\bdecision\b|\bgo\b/i.test(named) || foreignSignoff(named);
    gate.title = said ? named : `${named} sign-off`;
  }
}
