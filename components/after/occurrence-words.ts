import type { Tone } from "@/components/ui/badge";
import type { OccurrenceState } from "@/lib/domain/recurring-checks";

export const turnWords: Readonly<Record<OccurrenceState, { word: string; tone: Tone }>> = {
  upcoming: { word: "To come", tone: "plain" },
  due: { word: "Due", tone: "wait" },
  overdue: { word: "Overdue", tone: "hold" },
  missed: { word: "Missed", tone: "no" },
  done: { word: "Done", tone: "go" },
  failed: { word: "Failed", tone: "no" },
  skipped: { word: "Skipped", tone: "plain" },
};
