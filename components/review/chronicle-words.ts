import type { Tone } from "@/components/ui/badge";
import type { ChronicleEvent } from "@/lib/domain/chronicle";
import type { ReviewNoteKind } from "@/lib/domain/review-note";
import type { DepartureRow } from "@/lib/domain/run-review";

/** In the menu, and on each line. */
export const kindWords: Readonly<Record<ChronicleEvent["kind"], { name: string; one: string; tone: Tone }>> = {
  run: { name: "Run", one: "Run", tone: "plain" },
  step: { name: "Steps", one: "Step", tone: "plain" },
  hold: { name: "Holds and traffic", one: "Hold", tone: "hold" },
  setback: { name: "Setbacks", one: "Setback", tone: "wait" },
  incident: { name: "Incidents", one: "Incident", tone: "no" },
  decision: { name: "Decisions", one: "Decision", tone: "go" },
  signature: { name: "Signatures", one: "Signature", tone: "go" },
  attempt: { name: "Attempts", one: "Attempt", tone: "no" },
  announcement: { name: "Announcements", one: "Announcement", tone: "plain" },
  page: { name: "Pages", one: "Page", tone: "wait" },
  check: { name: "Checks and shifts", one: "Check", tone: "plain" },
};

export const skippedWords: Readonly<Record<ChronicleEvent["skipped"][number], string>> = {
  hold: "hold not waited for",
  order: "out of order",
  needs: "before what it waits for",
  measured: "although a value missed what is expected",
};

export const noteKindWords: Readonly<Record<ReviewNoteKind, string>> = {
  well: "Went well",
  badly: "Went badly",
  action: "Action items",
};

export const departureWords: Readonly<Record<DepartureRow["what"], string>> = {
  hold: "Hold cut short",
  order: "Out of order",
  needs: "Before what it waits for",
  measured: "Passed although a value missed",
  not_applicable: "Not applicable",
  occurrence: "Check skipped",
  waived: "Waived",
  overridden: "Gate overridden",
  warned: "Passed with a warning",
};
