"use client";

import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/time";
import { duration } from "@/lib/domain/plain-text";
import { partyName, peopleInRole, personParty } from "@/lib/domain/roster";
import type { Step } from "@/lib/domain/steps";
import { rowsOf } from "../run/run-derived";
import { useRun, useRunStore } from "../run/run-provider";
import { stateWords } from "../run/run-words";

/** Who does it: whom it is assigned to, else who fills its role; and who last did something to it. */
export function StepOwner({ step: { standing } }: { step: Step }) {
  const store = useRunStore();
  const { leaf, row } = standing;
  const names = useRun(({ snapshot }) => {
    const ids = row?.assigneeId ? [row.assigneeId] : peopleInRole(rowsOf(store).reading.roster, leaf.owner ?? "");
    return ids.map((id) => partyName(personParty(snapshot.people, id))).join(", ");
  });
  const actor = useRun(({ snapshot }) => snapshot.people[row?.changedById ?? ""]?.name ?? null);
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-2 text-sm">
      <span className="flex items-center gap-2">
        {names ? <Avatar name={names.split(", ")[0] ?? names} size="sm" decorative /> : null}
        <span className="text-ink">{names || leaf.owner || "Nobody in particular"}</span>
        {names && leaf.owner ? `(${leaf.owner})` : ""}
      </span>
      {leaf.estimate === null ? null : <span>about {duration(leaf.estimate)}</span>}
      {actor && row?.changedAt && row.state !== "open" ? (
        <span>
          {actor} {stateWords[row.state].did} it, <RelativeTime at={row.changedAt} />
        </span>
      ) : null}
    </p>
  );
}
