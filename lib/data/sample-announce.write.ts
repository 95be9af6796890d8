import { readAnnouncements } from "./announcement.read";
import { sendAnnouncement } from "./announcement.write";
import { must, type SampleStage } from "./sample-stage.write";

/** What is announced ahead was taken to its channel by hand; what followed was forgotten, and says so. */
export async function announceSample(stage: SampleStage): Promise<void> {
  const ctx = stage.as(stage.cast.lead);
  const { drafts } = must(await readAnnouncements(ctx, stage.runId));
  const draft = drafts.find(({ status }) => status === "due" || status === "overdue");
  if (!draft) return;
  const { key, share, title, text } = draft;
  const sent = { key, share, title, text, channels: ["copy"], people: [], addresses: [], incomplete: true } as const;
  must(await sendAnnouncement(ctx, stage.runId, sent));
}
