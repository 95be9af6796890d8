"use client";

import { Badge } from "@/components/ui/badge";
import { FullTime } from "@/components/ui/time";
import { escalationStanding, nobodyPaged, tierWords } from "@/lib/domain/escalation";
import { useRun } from "../run/run-provider";

const words = {
  acknowledged: { word: "Acknowledged", tone: "go" },
  waiting: { word: "Waiting", tone: "hold" },
  unanswered: { word: "Unanswered", tone: "no" },
  unsent: { word: "Nobody paged", tone: "no" },
} as const;

/** What was paged in this run, latest first. */
export function EscalationHistory() {
  const escalations = useRun(({ snapshot }) => snapshot.escalations);
  if (escalations.length === 0) return null;
  return (
    <ul className="divide-y border-t" aria-label="Paged">
      {escalations.toReversed().map((row) => {
        const { word, tone } =
          words[nobodyPaged(row) && row.acknowledgedAt === null ? "unsent" : escalationStanding(row)];
        return (
          <li key={row.id} className="wrap-anywhere px-4 py-2.5 text-sm">
            <Badge tone={tone}>{word}</Badge> {row.subject}
            <span className="block text-ink-2 text-xs">
              {tierWords(row.tiers, row.tier)}, <FullTime at={row.startedAt} />
              {row.acknowledgedAt ? (
                <>
                  ; {row.acknowledgedBy}, <FullTime at={row.acknowledgedAt} />
                </>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
