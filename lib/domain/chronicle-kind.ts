import type { Told } from "./chronicle-words";
import type { Stage } from "./template";

/** What people look for in the record of a run, in the order of the menu. */
export const chronicleKinds = [
  "run",
  "step",
  "hold",
  "setback",
  "incident",
  "decision",
  "signature",
  "attempt",
  "announcement",
  "page",
  "check",
] as const;
type Kind = (typeof chronicleKinds)[number];

const byAction: Readonly<Record<string, Kind>> = {
  "run.started": "run",
  "run.moved": "run",
  "run.closed": "run",
  "run.begun_again": "attempt",
  "run.rolled_back": "attempt",
  "run.aborted": "attempt",
  "item.failed": "setback",
  "item.blocked": "setback",
  "item.unblocked": "setback",
  "item.warned": "setback",
  "item.not_applicable": "setback",
  "trigger.alerted": "announcement",
  "choice.recorded": "decision",
  "waiver.granted": "decision",
  "waiver.revoked": "decision",
  "gate.go": "decision",
  "gate.no_go": "decision",
  "gate.reopened": "decision",
  "override.confirmed": "decision",
  "override.revoked": "decision",
  "override.superseded": "decision",
};

const bySubject: Readonly<Record<string, Kind>> = {
  trigger: "incident",
  signature: "signature",
  announcement: "announcement",
  escalation: "page",
  occurrence: "check",
  handover: "check",
};

type Place = { stage: Stage; recurring: boolean; item: { hold?: object | undefined } };

/** Null for what the history alone keeps: comments, evidence, assignments, and the ordinary ticks before the day. */
export function chronicleKind({ action, subject, change }: Told, leaf: Place | undefined): Kind | null {
  if (subject.kind === "item" && leaf && leaf.stage !== "before" && !leaf.recurring && change && "state" in change)
    return leaf.item.hold ? "hold" : "step";
  if (action === "run.changed") return change && "targetAt" in change ? "run" : null;
  return byAction[action] ?? bySubject[subject.kind] ?? null;
}
