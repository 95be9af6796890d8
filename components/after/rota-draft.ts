import { newKey } from "@/components/client/api";
import type { Shift } from "@/lib/domain/rota";
import type { RunPerson } from "@/lib/domain/run";
import { instantIn, localText } from "@/lib/domain/zone-time";

/** One shift as it is typed: `person` is a mail address, times are local. `stood` is the shift it was read from. */
export type ShiftDraft = { id: string; person: string | null; from: string; to: string; stood: Shift | null };

type People = Readonly<Record<string, RunPerson>>;

export function draftOf(shift: Shift, people: People, timeZone: string): ShiftDraft {
  return {
    id: newKey(),
    person: people[shift.personId]?.email ?? null,
    from: localText(shift.startsAt, timeZone),
    to: localText(shift.endsAt, timeZone),
    stood: shift,
  };
}

type Named = { person: string; startsAt: string; endsAt: string };

/**
 * What is sent; null while something is missing. Minutes are typed, but a shift may have been taken over between two of
 * them: a time that reads as one that stood is that one, or the shifts around it would overlap by seconds.
 */
export function shiftsOf(drafts: readonly ShiftDraft[], timeZone: string): Named[] | null {
  const stood = drafts.flatMap((draft) => (draft.stood ? [draft.stood.startsAt, draft.stood.endsAt] : []));
  const known = new Map(stood.map((moment) => [localText(moment, timeZone), moment]));
  const moment = (text: string, before: string | undefined) =>
    before !== undefined && localText(before, timeZone) === text
      ? before
      : (known.get(text) ?? instantIn(text, timeZone));
  const made = drafts.flatMap(({ person, from, to, stood: was }): Named[] => {
    const [startsAt, endsAt] = [moment(from, was?.startsAt), moment(to, was?.endsAt)];
    return person && startsAt && endsAt ? [{ person, startsAt, endsAt }] : [];
  });
  return made.length === drafts.length ? made : null;
}
