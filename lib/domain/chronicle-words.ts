import type { AuditSubject } from "./audit-body";
import { plainText } from "./plain-text";
import type { RunState } from "./run-state";

/** What a history entry tells; its proofs stay in the audit log. */
export type Told = {
  seq: number;
  at: string;
  actor: { name: string } | null;
  action: string;
  subject: AuditSubject;
  change: Record<string, unknown> | null;
  text: string | null;
};

/** Where a field went: `{from, to}`, or the value itself. */
export function moved(change: Told["change"], field: string): unknown {
  const value = change?.[field];
  return typeof value === "object" && value !== null && "to" in value ? value.to : (value ?? null);
}

/** The item an entry is about, and the name people know its subject by. */
export function aboutIn({ index, snapshot }: RunState) {
  const triggers = new Map(index.triggers.map(({ key, title }) => [key, title]));
  const choices = new Map(index.choices.map(({ choice }) => [choice.key, choice.title]));
  const signoffs = new Map(index.signoffs.map(({ signoff }) => [signoff.key, signoff.title]));
  const escalations = new Map(snapshot.escalations.map(({ id, subject }) => [id, subject]));
  const overrides = new Map(snapshot.overrides.map(({ id, gateKey }) => [id, gateKey]));
  const gate = (key: string | undefined) => (key === undefined ? undefined : index.gateByKey.get(key)?.gate.title);
  const titleOf = ({ subject: { kind, key }, change }: Told): string | undefined => {
    if (kind === "gate") return gate(key);
    if (kind === "override") return gate(overrides.get(key));
    if (kind === "trigger") return triggers.get(key);
    if (kind === "choice") return choices.get(key);
    if (kind === "signature") return signoffs.get(String(change?.signoff));
    if (kind === "escalation") return escalations.get(key);
    return typeof change?.title === "string" ? change.title : undefined;
  };
  return (entry: Told): { item: string | null; title: string | null } => {
    const {
      kind,
      key,
      item = kind === "item" || kind === "occurrence" ? key.split("#")[0] : undefined,
    } = entry.subject;
    const place = item === undefined ? undefined : index.items.get(item);
    const title = place?.title ?? titleOf(entry);
    return { item: place ? (item ?? null) : null, title: title === undefined ? null : plainText(title) };
  };
}

const decisions: Readonly<Record<string, string>> = {
  approve: "approved",
  approve_with_conditions: "approved with conditions",
  reject: "rejected",
};

/** The one fact people ask for: what was measured, taken, signed, or told to whom. */
export function detailOf({ index }: RunState, { subject: { kind, key }, change }: Told): string | null {
  const say = (value: unknown) => (typeof value === "string" && value !== "" ? value : null);
  if (kind === "trigger" || kind === "occurrence") return say(moved(change, "measured"));
  if (kind === "signature") {
    const said = [say(change?.role), decisions[String(change?.decision)]].filter((word) => word != null);
    return said.join(": ") || null;
  }
  if (kind === "choice") {
    const taken = moved(change, "option");
    const options = index.choices.find(({ choice }) => choice.key === key)?.choice.options ?? [];
    const title = options.find((option) => option.key === taken)?.title;
    return title === undefined ? say(taken) : plainText(title);
  }
  if (kind === "escalation") {
    const by = Array.isArray(change?.channels) ? [`by ${change.channels.join(", ")}`] : [];
    const call = Array.isArray(change?.notPaged) ? [`not paged, to be called: ${change.notPaged.join(", ")}`] : [];
    return [...by, ...call].join("; ") || null;
  }
  if (kind === "announcement" && Array.isArray(change?.channels))
    return `by ${change.channels.map((channel) => (channel === "copy" ? "hand" : channel)).join(", ") || "hand"}`;
  return null;
}
