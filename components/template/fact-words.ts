import type { factMeanings } from "@/lib/domain/template-leaves";

export type FactMeaning = (typeof factMeanings)[number];

/** What a line about the whole checklist means to Gonogo. */
export const factWords: Record<FactMeaning, string> = {
  status: "status, as stated",
  score: "score, as stated",
  required: "score to reach",
  version: "version",
  environment: "environment",
  target: "target date",
  window: "deployment window",
  review: "next review",
  owner: "owner of the checklist",
  blank: "left open, to fill in",
};
