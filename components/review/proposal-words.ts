import { duration } from "@/lib/domain/plain-text";
import type { Proposal } from "@/lib/domain/template-proposal";

/** In the order in which they are proposed. */
export const proposalGroups: Readonly<Record<Proposal["what"], string>> = {
  estimate: "Estimates",
  optional: "Set aside every time",
  item: "New items",
  need: "What waits for what",
  check: "Checks",
};

/** What a proposal does, and what it was learned from. */
export function proposalWords(proposal: Proposal): { does: string; why: string } {
  const { title } = proposal;
  switch (proposal.what) {
    case "estimate": {
      const was = proposal.before === null ? "it had no estimate" : `it was estimated at ${duration(proposal.before)}`;
      return {
        does: `Estimate “${title}” at ${duration(proposal.minutes)}`,
        why: `It took ${duration(proposal.measured)}; ${was}.`,
      };
    }
    case "optional":
      return {
        does: `Make “${title}” optional`,
        why: `Waived or not applicable in each of the last ${proposal.times} runs. It then counts for no score.`,
      };
    case "item":
      return { does: `Add “${proposal.text}”`, why: "An action item of the review says that it belongs here." };
    case "need": {
      const verb = proposal.needed ? "wait for" : "no longer wait for";
      const why = proposal.needed ? "The run added this need." : "The run lifted this need.";
      return {
        does: `Let “${title}” ${verb} “${proposal.needTitle}”`,
        why: proposal.reason ? `${why} ${proposal.reason}` : why,
      };
    }
    case "check":
      return { does: `Let the check “${proposal.name}” report on “${title}”`, why: "Somebody said so in the run." };
  }
}

/** Takes weight out of a gate: nobody takes it without meaning to. */
export function isWeakening(proposal: Proposal): boolean {
  return proposal.what === "optional" || (proposal.what === "need" && !proposal.needed);
}
