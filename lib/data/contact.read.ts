import { type ContactLink, contactList, linksIn } from "@/lib/domain/contact";
import { escalationTiers, tiersByWays } from "@/lib/domain/escalation";
import type { EscalationRow, EscalationTier } from "@/lib/domain/go-live-rows";
import { type OnCallNow, onCallAt } from "@/lib/domain/on-call";
import { plainText } from "@/lib/domain/plain-text";
import { accept, type Result } from "@/lib/domain/refusal";
import type { Context } from "./context";
import { channelsOf } from "./message-setting.read";
import { scopeSnapshot } from "./run-scope.read";

export type ContactsView = {
  contacts: { name: string; channel: string; topic: string | null; tier: number | null; links: ContactLink[] }[];
  onCall: Omit<OnCallNow, "contact"> | null;
  /** Whom a page would reach now. */
  tiers: EscalationTier[];
  escalations: EscalationRow[];
};

/** Whom to reach in a run and how, who is on call now, and what was paged. */
export async function readContacts(ctx: Context, runId: string): Promise<Result<ContactsView>> {
  const scoped = await scopeSnapshot(ctx, runId, "run.read");
  if (!scoped.ok) return scoped;
  const { snapshot } = scoped.value;
  const onCall = onCallAt(snapshot, ctx.now.getTime());
  return accept({
    contacts: contactList(snapshot.document).map(({ name, channel, topic, tier }) => ({
      name: plainText(name),
      channel: plainText(channel),
      topic: topic ?? null,
      tier: tier ?? null,
      links: linksIn(plainText(channel)),
    })),
    onCall: onCall && { id: onCall.id, label: onCall.label, people: onCall.people, until: onCall.until },
    tiers: tiersByWays(escalationTiers(snapshot, ctx.now.getTime()), await channelsOf(ctx.db, ctx.actor.workspaceId)),
    escalations: snapshot.escalations,
  });
}
