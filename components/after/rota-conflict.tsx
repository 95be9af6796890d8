"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { rotaChanges, type Shift, shiftId } from "@/lib/domain/rota";
import type { RunPerson } from "@/lib/domain/run";
import { RunTime } from "../run/run-time";

type Props = {
  /** The rota this one was made from, and what somebody made of it meanwhile. */
  before: readonly Shift[];
  theirs: readonly Shift[];
  people: Readonly<Record<string, RunPerson>>;
  onTake: () => void;
};

/** Somebody else changed the rota while this one was typed: what they changed, before anything of it is overwritten. */
export function RotaConflict({ before, theirs, people, onTake }: Props) {
  const { gone, fresh } = rotaChanges(before, theirs);
  const changes = [
    ...gone.map((shift) => ({ shift, word: "No longer" })),
    ...fresh.map((shift) => ({ shift, word: "New" })),
  ].toSorted((a, b) => Date.parse(a.shift.startsAt) - Date.parse(b.shift.startsAt));
  return (
    <Notice tone="hold" live title="The rota was changed meanwhile">
      <p>Yours is kept as you typed it, and isn’t saved. Saving it now takes these changes back:</p>
      <ul aria-label="Changed meanwhile" className="mt-1 flex max-h-48 flex-col gap-0.5 overflow-y-auto">
        {changes.map(({ shift, word }) => (
          <li key={`${word} ${shiftId(shift)}`} className="tabular-nums">
            <span className="text-ink-2">{word}: </span>
            {people[shift.personId]?.name ?? "somebody who left"}, <RunTime at={shift.startsAt} /> to{" "}
            <RunTime at={shift.endsAt} />
          </li>
        ))}
      </ul>
      <Button size="sm" className="mt-2" onClick={onTake}>
        Take theirs
      </Button>
    </Notice>
  );
}
