import { type AnnouncementDraft, announcementDrafts } from "@/lib/domain/announcement";
import type { AnnouncementRow } from "@/lib/domain/go-live-rows";
import type { MessageView } from "@/lib/domain/message";
import { accept, type Result } from "@/lib/domain/refusal";
import { readRun } from "@/lib/domain/run-state";
import { env } from "@/lib/env";
import type { Context } from "./context";
import { messageView, viewed } from "./message.read";
import { scopeSnapshot } from "./run-scope.read";

export type SentAnnouncement = AnnouncementRow & { text: string; audience: string | null; messages: MessageView[] };

/** What is to be announced, filled in as of now, and what was, with each message of it. */
export async function readAnnouncements(
  ctx: Context,
  runId: string,
): Promise<Result<{ drafts: AnnouncementDraft[]; sent: SentAnnouncement[] }>> {
  const scoped = await scopeSnapshot(ctx, runId, "run.read");
  if (!scoped.ok) return scoped;
  const { snapshot } = scoped.value;
  const ids = snapshot.announcements.map(({ id }) => id);
  const [rows, messages] = await Promise.all([
    ctx.db.announcement.findMany({ where: { runId }, select: { id: true, text: true, audience: true } }),
    ctx.db.message.findMany({
      where: { aboutId: { in: ids }, workspaceId: ctx.actor.workspaceId },
      orderBy: [{ recipient: "asc" }, { id: "asc" }],
      select: { ...viewed, aboutId: true },
    }),
  ]);
  const words = new Map(rows.map((row) => [row.id, row]));
  return accept({
    drafts: announcementDrafts(readRun(snapshot, ctx.now.toISOString()), env().GONOGO_URL),
    sent: snapshot.announcements
      .map((row) => ({
        ...row,
        text: words.get(row.id)?.text ?? "",
        audience: words.get(row.id)?.audience ?? null,
        messages: messages.filter(({ aboutId }) => aboutId === row.id).map((message) => messageView(message)),
      }))
      .toReversed(),
  });
}
