import { dueTime } from "./due";
import { judgeAll } from "./earlier-gates";
import { itemVersion, parentState } from "./item-derived";
import { plainText } from "./plain-text";
import type { RunSnapshot } from "./run";
import { lifeOf } from "./run-life";
import { type LeafStanding, type RunState, readRun } from "./run-state";
import { runVariables } from "./run-variables";
import type { ItemView, PersonBrief, RunView, SectionView } from "./run-view-schema";
import type { Content, Item, Phase, Section } from "./template";
import type { Code, Trigger } from "./template-leaves";
import type { ItemPlace } from "./template-tree";
import { toldVerdict } from "./told-verdict";
import { firedTriggers } from "./trigger-state";
import { headlineGate } from "./verdict";

/** The run as a tree, for programs: what `runViewSchema` describes. `now` is ISO. */
export function runView(snapshot: RunSnapshot, now: string): RunView {
  const state = readRun(snapshot, now);
  const { run, roster, people, document } = snapshot;
  const judgements = judgeAll(state);
  const headline = judgements.find(({ place }) => place === headlineGate(state));
  return {
    id: run.id,
    name: run.name,
    environment: run.environment,
    targetAt: run.targetAt,
    originalTargetAt: run.originalTargetAt,
    timeZone: run.timeZone,
    createdAt: run.createdAt,
    closedAt: run.closedAt,
    life: lifeOf(state),
    rehearsal: run.rehearsal,
    timeScale: run.timeScale,
    roundTheClock: run.roundTheClock,
    attempt: run.attempt,
    attempts: snapshot.attempts.map(({ endedById, ...attempt }) => ({ ...attempt, endedBy: brief(state, endedById) })),
    artefact: run.artefact,
    variables: variableViews(snapshot),
    template: { id: run.templateId, version: run.templateVersion, title: run.templateTitle },
    seq: run.seq,
    lead: brief(state, run.leadId),
    roster: roster.map(({ role, personId, deputy }) => ({ role, person: brief(state, personId), deputy })),
    people: Object.values(people).map(({ id, name, email }) => ({ id, name, email })),
    verdict: headline ? toldVerdict(headline) : "no_go",
    score: headline?.score ?? 0,
    gates: judgements.map(({ place, status, required, verdict, override, score, formula, signoffs }) => ({
      key: place.gate.key,
      title: plainText(place.gate.title),
      status,
      required,
      verdict: toldVerdict({ verdict, override }),
      score,
      verified: { weight: formula.verified, of: formula.satisfied },
      signoffs: signoffs.map(({ key, title, roles, count, status }) => ({ key, title, roles, count, status })),
    })),
    choices: state.index.choices.map(({ choice: { kind: _, lines: _lines, ...choice } }) => {
      const row = state.choices.get(choice.key);
      return { ...choice, taken: row?.option ?? null, reason: row?.reason ?? null };
    }),
    triggers: triggersIn(state).map(({ kind: _, lines: _lines, ...trigger }) => {
      const row = snapshot.triggers.find(({ key, clearedAt }) => key === trigger.key && clearedAt === null);
      return { ...trigger, firedAt: row?.firedAt ?? null, measured: row?.measured ?? null };
    }),
    phases: document.phases.filter((node) => node.kind === "phase").map((phase) => sectionView(state, phase, "before")),
  };
}

/** Those of the document, and what fired and isn't in it any more. */
function triggersIn({ index, snapshot }: RunState): Trigger[] {
  const known = new Set(index.triggers.map(({ key }) => key));
  const fired = firedTriggers(index, snapshot.triggers, snapshot.run.timeScale).map(({ trigger }) => trigger);
  return [...index.triggers, ...fired.filter(({ key }) => !known.has(key))];
}

function variableViews(snapshot: RunSnapshot): RunView["variables"] {
  return runVariables(snapshot).map(({ key, label, value, item }) => ({ key, label, value, item }));
}

function brief({ snapshot }: RunState, id: string): PersonBrief {
  return { id, name: snapshot.people[id]?.name ?? "Someone who left" };
}

function sectionView(state: RunState, node: Phase | Section, outer: SectionView["stage"]): SectionView {
  const stage = node.stage ?? outer;
  const leaves = standingsBelow(state, node.key).filter(({ applicable }) => applicable);
  return {
    key: node.key,
    title: plainText(node.title),
    stage,
    severity: node.severity ?? null,
    optional: node.optional ?? false,
    unmet: node.unmet ?? null,
    progress: { satisfied: leaves.filter(({ satisfied }) => satisfied).length, total: leaves.length },
    ...texts(node.content),
    items: itemViews(state, node.content),
    sections: node.content.filter((child) => child.kind === "section").map((child) => sectionView(state, child, stage)),
  };
}

function standingsBelow(state: RunState, key: string): LeafStanding[] {
  const [from, to] = state.index.ranges.get(key) ?? [0, 0];
  return state.standings.slice(from, to);
}

/** Code blocks and Markdown notes of one node, each in document order. */
function texts(content: readonly Content[]): Pick<ItemView, "commands" | "notes"> {
  return {
    commands: content
      .filter((child): child is Code => child.kind === "code")
      .map(({ kind: _, lines: _lines, ...code }) => code),
    notes: content.filter((child) => child.kind === "note").map(({ markdown }) => markdown),
  };
}

/** Items of a node; those of a section inside an item count as the item's own. */
function itemViews(state: RunState, content: readonly Content[], inItem = false): ItemView[] {
  return content.flatMap((child) => {
    if (child.kind === "item") return itemView(state, child) ?? [];
    return inItem && child.kind === "section" ? itemViews(state, child.content, true) : [];
  });
}

function itemView(state: RunState, item: Item): ItemView | null {
  const place = state.index.items.get(item.key);
  if (!place) return null;
  const shared = {
    key: place.key,
    title: place.title,
    derived: !place.leaf,
    severity: place.severity,
    optional: place.optional,
    recurring: place.recurring,
    unmet: place.unmet,
    owner: place.owner,
    estimateMinutes: place.estimate,
    checkedInSource: item.checked ?? false,
    evidenceRequired: place.evidenceRequired,
    evidenceDemand: place.demand,
    reservedForChecks: place.reserved,
    needs: [...place.stated],
    expectation: item.expectation ?? null,
    ...texts(item.content),
    items: itemViews(state, item.content, true),
  };
  return place.leaf ? { ...shared, ...leafState(state, place) } : { ...shared, ...derived(state, place) };
}

type Stateful = Omit<ItemView, Exclude<keyof ItemView, keyof ReturnType<typeof leafState>>>;

function leafState(state: RunState, place: ItemPlace) {
  const standing = state.standings[place.order];
  const row = standing?.row ?? null;
  const grant = standing?.waiver ?? standing?.grants[0] ?? null;
  return {
    state: standing?.state ?? "open",
    version: row?.version ?? 1,
    taken: standing?.taken ?? true,
    satisfied: standing?.satisfied ?? false,
    verified: standing?.verified ?? false,
    secondPerson: { required: place.second, missing: standing?.secondMissing ?? false },
    assignee: row?.assigneeId ? brief(state, row.assigneeId) : null,
    dueAt: standing ? dueTime(state, standing) : null,
    reason: row?.reason ?? null,
    blocked: row?.blocked
      ? {
          reason: row.blocked.reason,
          by: brief(state, row.blocked.byId),
          since: row.blocked.since,
          link: row.blocked.link ?? null,
        }
      : null,
    changedBy: row?.changedById ? brief(state, row.changedById) : null,
    changedAt: row?.changedAt ?? null,
    evidence: standing?.evidence.length ?? 0,
    comments: row?.comments ?? 0,
    waiver: grant && { id: grant.id, kind: grant.kind, reason: grant.reason, expiresAt: grant.expiresAt },
  } satisfies Partial<ItemView>;
}

function derived(state: RunState, place: ItemPlace): Stateful {
  const below = standingsBelow(state, place.key);
  const row = state.snapshot.items[place.key];
  return {
    state: parentState(below),
    version: itemVersion(below),
    taken: below.some(({ taken }) => taken),
    satisfied: below.every(({ satisfied, applicable }) => satisfied || !applicable),
    verified: below.length > 0 && below.every(({ verified }) => verified),
    secondPerson: { required: place.second, missing: below.some(({ secondMissing }) => secondMissing) },
    assignee: null,
    dueAt: null,
    reason: null,
    blocked: null,
    changedBy: null,
    changedAt: null,
    evidence: 0,
    comments: row?.comments ?? 0,
    waiver: null,
  };
}
