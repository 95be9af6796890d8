import { type Moment, momentFacts, momentOf, standingAt } from "./announcement-moment";
import { fillAnnouncement, liveFacts } from "./announcement-text";
import type { AnnouncementRow } from "./go-live-rows";
import type { MessageState } from "./message";
import type { RunState } from "./run-state";
import type { Content, Phase, Stage, TemplateDocument } from "./template";
import type { Announcement } from "./template-leaves";

/** How an announcement leaves; `copy`: somebody takes it elsewhere by hand. */
export const announcementChannels = ["mail", "chat", "webhook", "copy"] as const;
export type AnnouncementChannel = (typeof announcementChannels)[number];

/** A message of the template at its moment, filled in with what holds now. */
export type AnnouncementDraft = {
  key: string;
  /** The traffic step it is for, where it is one of several. */
  share: number | null;
  title: string;
  /** The moment as the template says it. */
  moment: string;
  text: string;
  /** What nothing fills in, as it is written. */
  missing: string[];
  audience: string | null;
  channel: AnnouncementChannel | null;
  status: "later" | "due" | "overdue" | "sent";
  /** When its moment came, ISO; null where that isn't known. */
  since: string | null;
};

type Placed = { announcement: Announcement; stage: Stage };
const cache = new WeakMap<TemplateDocument, Placed[]>();

/** Announcements in document order, less those whose condition isn't met. */
export function announcementsOf(document: TemplateDocument): readonly Placed[] {
  let found = cache.get(document);
  if (!found) {
    found = document.phases.flatMap((node) => placedIn(node, "before"));
    cache.set(document, found);
  }
  return found;
}

function placedIn(node: Phase | Content, outer: Stage): Placed[] {
  if (("unmet" in node && node.unmet !== undefined) || node.kind === "gate") return [];
  if (node.kind === "announcement") return [{ announcement: node, stage: outer }];
  if (node.kind !== "phase" && node.kind !== "section" && node.kind !== "item") return [];
  const stage = (node.kind === "item" ? undefined : node.stage) ?? outer;
  return node.content.flatMap((child) => placedIn(child, stage));
}

/** Every announcement of the run with where it stands, in document order; one for each step where it is for all. */
export function announcementDrafts(state: RunState, address: string): AnnouncementDraft[] {
  const facts = momentFacts(state);
  const { run, announcements } = state.snapshot;
  return announcementsOf(state.index.document).flatMap(({ announcement, stage }) => {
    const read = momentOf(announcement, stage);
    const moments = read.kind === "traffic" && read.share === null ? eachShare(facts.shares) : [read];
    return moments.map((moment): AnnouncementDraft => {
      const share = moment.kind === "traffic" ? moment.share : null;
      const standing = standingAt(moment, facts);
      const early = moment.kind === "before" || (moment.kind === "offset" && moment.minutes < 0);
      const sent = announcements.some(
        (row) =>
          row.key === announcement.key &&
          (row.share === share || moments.length === 1) &&
          (early || row.attempt === run.attempt),
      );
      return {
        key: announcement.key,
        share: moments.length > 1 ? share : null,
        title: moments.length > 1 ? `${announcement.title}: ${share} %` : announcement.title,
        moment: announcement.moment,
        ...fillAnnouncement(announcement.text, liveFacts(state, address, share)),
        audience: announcement.audience ?? null,
        channel: announcement.channel ?? null,
        status: sent ? "sent" : !standing.came ? "later" : standing.over ? "overdue" : "due",
        since: standing.since === null || !standing.came ? null : new Date(standing.since).toISOString(),
      };
    });
  });
}

function eachShare(shares: readonly { share: number }[]): Moment[] {
  const known = [...new Set(shares.map(({ share }) => share))];
  return known.length === 0 ? [{ kind: "during" }] : known.map((share) => ({ kind: "traffic", share }));
}

const order: readonly MessageState[] = ["failed", "queued", "withheld", "sent"];

/** What matters most of how the messages of an announcement fared, with how many; by hand there are none. */
export function deliverySummary({
  delivery,
}: Pick<AnnouncementRow, "delivery">): { state: MessageState; count: number }[] {
  return order.flatMap((state) => (delivery[state] ? [{ state, count: delivery[state] }] : []));
}
