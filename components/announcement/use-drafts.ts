import { type AnnouncementDraft, announcementDrafts } from "@/lib/domain/announcement";
import { rowsOf } from "../run/run-derived";
import { useRun, useRunStore } from "../run/run-provider";

const known = new WeakMap<object, readonly AnnouncementDraft[]>();

/** The template's announcements at their moments, filled in with what the run says now. */
export function useDrafts(): readonly AnnouncementDraft[] {
  const store = useRunStore();
  return useRun(() => {
    const { reading } = rowsOf(store);
    let drafts = known.get(reading);
    if (!drafts) {
      drafts = announcementDrafts(reading, globalThis.location?.origin ?? "");
      known.set(reading, drafts);
    }
    return drafts;
  });
}
