import type { Verdict } from "./assessment";
import type { RunSummary } from "./dashboard";
import { count, list } from "./plain-text";
import { partyId, partyName } from "./roster";
import { verdictWord } from "./verdict-word";

/** What somebody saw of one run: verdict, score, and the parties it waited for. */
export type SeenRun = { verdict: Verdict; score: number; waits: string[] };
export type Seen = Record<string, SeenRun>;

/** How a thing that happened looks to whoever comes back; `href` opens it. */
export type VisitChange = {
  kind: "turned" | "decided" | "signed" | "blocked" | "started" | "alarm" | "frozen";
  tone: "go" | "no" | "hold" | "plain";
  text: string;
  href: string;
  /** Null of what was found by comparing. */
  at: string | null;
};

/** What is worth telling of an audit entry, with the names it needs. */
export type VisitEntry = {
  at: string;
  action: string;
  actor: string | null;
  run: { id: string; name: string } | null;
  /** Of the gate, trigger or item it is about. */
  title: string | null;
  change: Record<string, unknown> | null;
};

/** A visit ends when nothing was looked at for this long: what is opened after that is the next one. */
export const visitEndsMinutes = 60;
const mostWaits = 6;

export function seenOf(runs: readonly RunSummary[]): Seen {
  return Object.fromEntries(
    runs.map(({ id, verdict, score, waitsFor }) => [
      id,
      { verdict, score, waits: waitsFor.slice(0, mostWaits).map(({ who }) => partyId(who)) },
    ]),
  );
}

/** Sentences of what changed since `base` was seen: what turned, then decisions and signatures, then who blocks anew. */
export function visitChanges(base: Seen, runs: readonly RunSummary[], entries: readonly VisitEntry[]): VisitChange[] {
  return [...runs.flatMap((run) => turned(base[run.id], run)), ...entries.flatMap(told), ...newBlockers(base, runs)];
}

function turned(before: SeenRun | undefined, run: RunSummary): VisitChange[] {
  if (!before || before.verdict === run.verdict) return [];
  const tone = run.verdict === "go" ? "go" : run.verdict === "no_go" ? "no" : "hold";
  const why = run.verdict === "no_go" && run.reasons[0] ? `: ${run.reasons[0].text}` : "";
  const text = `${run.name} is ${verdictWord[run.verdict]} now, it was ${verdictWord[before.verdict]}${why}`;
  return [{ kind: "turned", tone, text, href: `/runs/${run.id}`, at: null }];
}

function told({ at, action, actor, run, title, change }: VisitEntry): VisitChange[] {
  const who = actor ?? "Gonogo";
  if (action.startsWith("freeze.") && run === null) {
    const verb = { "freeze.made": "made", "freeze.changed": "changed", "freeze.removed": "took away" }[action];
    const reason = typeof change?.reason === "string" ? `: ${change.reason}` : "";
    return verb
      ? [{ kind: "frozen", tone: "hold", text: `${who} ${verb} a freeze${reason}`, href: "/calendar", at }]
      : [];
  }
  if (!run) return [];
  const line = (kind: VisitChange["kind"], tone: VisitChange["tone"], text: string, place = ""): VisitChange[] => {
    return [{ kind, tone, text, href: `/runs/${run.id}${place}`, at }];
  };
  const where = title ? `${title} of ${run.name}` : run.name;
  switch (action) {
    case "run.started":
      return line("started", "plain", `${who} started ${run.name}`);
    case "run.closed":
      return line("decided", "plain", `${who} closed ${run.name}`);
    case "gate.go":
      return line("decided", "go", `${who} recorded GO for ${where}`, "/poll");
    case "gate.no_go":
      return line("decided", "no", `${who} recorded NO-GO for ${where}`, "/poll");
    case "gate.reopened":
      return line("decided", "hold", `${who} took the decision about ${where} back`, "/poll");
    case "signature.given":
      return line("signed", signTone(change), `${who} ${signVerb(change)} ${run.name}${asRole(change)}`, "/poll");
    case "signature.withdrawn":
      return line("signed", "no", `${who} withdrew a signature on ${run.name}`, "/poll");
    case "trigger.fired":
      return line("alarm", "no", `${title ?? "A rollback trigger"} fired in ${run.name}`);
    case "trigger.refired":
      return line("alarm", "no", `${title ?? "A rollback trigger"} fired again in ${run.name}`);
    case "run.rolled_back":
      return line("alarm", "no", `${who} recorded that ${run.name} was rolled back`);
    case "run.aborted":
      return line("alarm", "no", `${who} gave ${run.name} up`);
    case "run.begun_again":
      return line("started", "plain", `${who} began ${run.name} again`);
    default:
      return [];
  }
}

function signVerb(change: VisitEntry["change"]): string {
  if (change?.decision === "reject") return "said NO-GO to";
  return change?.decision === "approve_with_conditions" ? "approved with conditions" : "approved";
}

function signTone(change: VisitEntry["change"]): VisitChange["tone"] {
  if (change?.decision === "reject") return "no";
  return change?.decision === "approve_with_conditions" ? "hold" : "go";
}

function asRole(change: VisitEntry["change"]): string {
  return typeof change?.role === "string" ? ` as ${change.role}` : "";
}

/** One sentence per party that runs wait for now and didn't. */
function newBlockers(base: Seen, runs: readonly RunSummary[]): VisitChange[] {
  const parties = new Map<string, { name: string; runs: RunSummary[]; items: number; signoffs: number }>();
  for (const run of runs) {
    const before = base[run.id];
    if (!before || run.closedAt !== null) continue;
    for (const { who, items, signoffs } of run.waitsFor.slice(0, mostWaits)) {
      const id = partyId(who);
      if (before.waits.includes(id)) continue;
      const party = parties.get(id) ?? { name: partyName(who), runs: [], items: 0, signoffs: 0 };
      parties.set(id, {
        ...party,
        runs: [...party.runs, run],
        items: party.items + items,
        signoffs: party.signoffs + signoffs,
      });
    }
  }
  return [...parties.values()].flatMap(({ name, runs: held, items, signoffs }) => {
    const [first, ...rest] = held;
    if (!first) return [];
    const names = rest.length > 0 ? `${first.name} and ${count(rest.length, "other run")}` : first.name;
    const what = [
      ...(items > 0 ? [count(items, "item")] : []),
      ...(signoffs > 0 ? [count(signoffs, "signature")] : []),
    ];
    const text = `${names} now ${rest.length > 0 ? "wait" : "waits"} for ${name === "Nobody" ? "somebody to own work" : name}`;
    const change: VisitChange = {
      kind: "blocked",
      tone: "hold",
      text: what.length > 0 ? `${text} (${list(what)})` : text,
      href: `/runs/${first.id}`,
      at: null,
    };
    return [change];
  });
}
