import type { AnnouncementChannel } from "@/lib/domain/announcement";
import type { Messaging } from "@/lib/domain/message";

/** Of what somebody chose, what this server sends by, as far as that is known; a proposal of nothing it sends by becomes mail. */
export function chosenChannels(
  chosen: readonly AnnouncementChannel[] | null,
  proposed: AnnouncementChannel | null,
  ways: Messaging | undefined,
): AnnouncementChannel[] {
  const wanted = chosen ?? (proposed ? [proposed] : []);
  const open = wanted.filter((channel) => channel !== "copy" && ways?.[channel] !== null);
  return ways && chosen === null && open.length === 0 && ways.mail ? ["mail"] : open;
}
