import { runTeam } from "./announcement-audience";
import { contactList, linksIn } from "./contact";
import { normaliseEmail } from "./email";
import type { EscalationRow, EscalationTier } from "./go-live-rows";
import type { Messaging } from "./message";
import { onCallAt } from "./on-call";
import { plainText } from "./plain-text";
import { indexRoster, isHere, peopleInRole } from "./roster";
import type { RunSnapshot } from "./run";
import type { Contact } from "./template-leaves";

type Snapshot = Pick<RunSnapshot, "onCall" | "shifts" | "roster" | "people" | "document" | "run">;
type Reached = EscalationTier["people"][number];

/**
 * Whom a page reaches, tier by tier, as of a moment. Whoever is on call comes first. A checklist without tiers has one:
 * the run's team. Whom no mail reaches stays in the list: somebody has to call them.
 */
export function escalationTiers(snapshot: Snapshot, nowMs: number): EscalationTier[] {
  const tiers = new Map<number, Reached[]>();
  const onCall = onCallAt(snapshot, nowMs);
  if (onCall) {
    const own = onCall.people.map((id) => person(snapshot, id));
    tiers.set(1, own.length > 0 || !onCall.contact ? own : reached(snapshot, onCall.contact));
  }
  for (const contact of contactList(snapshot.document)) {
    if (contact.tier !== undefined) {
      tiers.set(contact.tier, [...(tiers.get(contact.tier) ?? []), ...reached(snapshot, contact)]);
    }
  }
  const filled = [...tiers].filter(([, people]) => people.length > 0).sort(([a], [b]) => a - b);
  if (filled.length === 0) return [{ tier: 1, people: runTeam(snapshot).map((id) => person(snapshot, id)) }];
  const known = new Set<string>();
  return filled.flatMap(([tier, people]) => {
    const fresh = people.filter(({ name, to }) => {
      const id = to ?? name;
      return !known.has(id) && known.add(id);
    });
    return fresh.length > 0 ? [{ tier, people: fresh }] : [];
  });
}

function person({ people }: Snapshot, id: string): Reached {
  const { name = "", email = "" } = people[id] ?? {};
  return { name, to: email, reach: email };
}

/**
 * By the addresses the checklist gives, else as whoever fills the role of that name. An address of somebody who left
 * gets nothing: whom it names has to be called.
 */
function reached(snapshot: Snapshot, { name, channel }: Contact): Reached[] {
  const title = plainText(name);
  const reach = plainText(channel);
  const mails = linksIn(reach).filter(({ kind }) => kind === "mail");
  const left = new Set(
    Object.values(snapshot.people).flatMap(({ idle, email }) => (idle ? normaliseEmail(email) : [])),
  );
  if (mails.length > 0)
    return mails.map(({ text }) => ({ name: title, to: left.has(normaliseEmail(text)) ? null : text, reach }));
  const ids = peopleInRole(indexRoster(snapshot.roster), title).filter((id) => isHere(snapshot.people, id));
  if (ids.length > 0) return ids.map((id) => person(snapshot, id));
  return [{ name: title, to: null, reach }];
}

/** Of a tier, whom no message reaches: somebody has to call them. */
export function toCall(tier: EscalationTier | undefined): Reached[] {
  return tier?.people.filter(({ to }) => to === null) ?? [];
}

/** As it is from here: where no mail leaves, everybody has to be called. */
export function tiersByWays(tiers: readonly EscalationTier[], { mail }: Pick<Messaging, "mail">): EscalationTier[] {
  if (mail) return [...tiers];
  return tiers.map((tier) => ({ ...tier, people: tier.people.map((each) => ({ ...each, to: null })) }));
}

/** What comes from a tier's turn on: the tiers that nothing can be sent to, and the one to page; null = none is left. */
export function pagingStep(
  tiers: readonly EscalationTier[],
  from: number,
  ways: Messaging,
): { passed: number[]; page: number | null } {
  const far = ways.chat !== null || ways.webhook !== null;
  const can = ({ people }: EscalationTier) => far || (ways.mail !== null && people.some(({ to }) => to !== null));
  const page = tiers.findIndex((tier, at) => at >= from && can(tier));
  const until = page < 0 ? tiers.length : page;
  return {
    passed: Array.from({ length: Math.max(until - from, 0) }, (_, n) => from + n),
    page: page < 0 ? null : page,
  };
}

/** Whether every tier had its turn and no message could leave to any. */
export function nobodyPaged({ tiers }: Pick<EscalationRow, "tiers">): boolean {
  return tiers.every(({ paged }) => paged === false);
}

export type EscalationStanding = "acknowledged" | "waiting" | "unanswered";

export function escalationStanding(row: Pick<EscalationRow, "acknowledgedAt" | "exhaustedAt">): EscalationStanding {
  if (row.acknowledgedAt !== null) return "acknowledged";
  return row.exhaustedAt === null ? "waiting" : "unanswered";
}

/** What is due when nobody answered: the index of the next tier, or null when every tier was paged. */
export function nextTier(row: Pick<EscalationRow, "tier" | "tiers">): number | null {
  return row.tier + 1 < row.tiers.length ? row.tier + 1 : null;
}

const overtakenAfterMs = 300_000;

/**
 * Whether the next tier's turn is put off, as none of the messages of the page before it has left or failed yet: it would
 * overtake them. One that is stuck for minutes is overtaken.
 */
export function pageUnderWay(
  messages: readonly { state: string; reason: string | null }[],
  { nextAt, now }: { nextAt: Date | null; now: Date },
): boolean {
  if (messages.length === 0 || now.getTime() >= (nextAt?.getTime() ?? 0) + overtakenAfterMs) return false;
  return messages.every(({ state, reason }) => state === "queued" && reason === null);
}

export function tierWords(tiers: readonly Pick<EscalationTier, "tier">[], index: number): string {
  return `Tier ${tiers[index]?.tier ?? index + 1}`;
}
