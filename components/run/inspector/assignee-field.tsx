"use client";

import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { partyName, personParty } from "@/lib/domain/roster";
import type { ItemPlace } from "@/lib/domain/template-tree";
import { useMay, useRun } from "../run-provider";
import { useItemActs } from "../use-item-acts";

/** Who does it: the lead gives it to anybody in the run, others take it themselves. */
export function AssigneeField({ place, assigneeId }: { place: ItemPlace; assigneeId: string | null }) {
  const acts = useItemActs();
  const people = useRun((state) => state.snapshot.people);
  const roster = useRun((state) => state.snapshot.roster);
  const me = useRun((state) => state.you.personId);
  const mayOthers = useMay("item.assign_others");
  const maySelf = useMay("item.assign_self");
  const options = useMemo(
    () =>
      Object.values(people)
        .filter(({ id, idle }) => !idle || id === assigneeId)
        .map(({ id, name, email, idle }) => {
          if (idle) return { value: email, label: `${name} (left)`, hint: "Hand it over" };
          const roles = roster.filter((entry) => entry.personId === id).map((entry) => entry.role);
          return { value: email, label: name, hint: roles.length > 0 ? [...new Set(roles)].join(", ") : email };
        }),
    [people, roster, assigneeId],
  );
  const name = assigneeId ? partyName(personParty(people, assigneeId)) : null;
  if (mayOthers)
    return (
      <Combobox
        label="Assignee"
        options={options}
        value={assigneeId ? (people[assigneeId]?.email ?? null) : null}
        onChange={(email) => acts.assign(place.key, email)}
        placeholder={place.owner ? `Role: ${place.owner}` : "Nobody"}
      />
    );
  return (
    <span className="flex flex-wrap items-center gap-2">
      {name ?? (place.owner ? `Nobody (role: ${place.owner})` : "Nobody")}
      {maySelf && (assigneeId === null || assigneeId === me) ? (
        <Button size="sm" onClick={() => acts.assignToMe(place.key)}>
          {assigneeId === me ? "Give it back" : "Take it"}
        </Button>
      ) : null}
    </span>
  );
}
