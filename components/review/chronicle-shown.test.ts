import { describe, expect, it } from "vitest";
import type { ChronicleEvent, ChroniclePage } from "@/lib/domain/chronicle";
import { type ChronicleChange, changed, nothingAsked, pageName, shownOf } from "./chronicle-shown";

const event = (seq: number, kind: ChronicleEvent["kind"]) => ({ seq, kind }) as ChronicleEvent;
const page: ChroniclePage = {
  events: [event(10, "decision"), event(11, "step")],
  earlier: 4,
  kinds: { decision: 3, step: 2, incident: 1 },
  untold: 0,
};
const refreshed = { ...page, events: [...page.events, event(12, "incident")], kinds: { ...page.kinds, incident: 2 } };
const beside = pageName(page);
const stateAfter = (...changes: ChronicleChange[]) => changes.reduce(changed, nothingAsked);
const seqs = (of: ChroniclePage, ...changes: ChronicleChange[]) => {
  const { events, earlier } = shownOf(of, stateAfter(...changes));
  return [events.map(({ seq }) => seq), earlier];
};
const decisions = { events: [event(1, "decision"), event(2, "decision"), event(10, "decision")], earlier: 0 };
const steps = { events: [event(3, "step"), event(11, "step")], earlier: 0 };
const chosen = (kind: ChronicleEvent["kind"] | "all", request: number): ChronicleChange => ({
  type: "chosen",
  kind,
  request,
});
const answered = (request: number, part: typeof steps): ChronicleChange => ({
  type: "answered",
  request,
  part,
  beside,
});

describe("the chronicle that is shown", () => {
  it("is what was loaded of the kind chosen, and the page's until then", () => {
    expect(seqs(page)).toEqual([[10, 11], 4]);
    expect(seqs(page, chosen("decision", 1))).toEqual([[10], 2]);
    expect(seqs(page, chosen("decision", 1), answered(1, decisions))).toEqual([[1, 2, 10], 0]);
  });

  it("is not changed by an answer that comes after another question", () => {
    const late = answered(1, decisions);
    expect(seqs(page, chosen("decision", 1), chosen("step", 2), late)).toEqual([[11], 1]);
    expect(seqs(page, chosen("decision", 1), chosen("step", 2), answered(2, steps), late)).toEqual([[3, 11], 0]);
    expect(seqs(page, chosen("decision", 1), chosen("all", 2), late)).toEqual([[10, 11], 4]);
  });

  it("is the new page once something happened", () => {
    const loaded = [{ type: "asked", request: 1 }, answered(1, decisions)] as const;
    expect(seqs({ ...page }, ...loaded)[0]).toEqual([1, 2, 10]);
    expect(seqs(refreshed, ...loaded)).toEqual([[10, 11, 12], 4]);
    expect(seqs(refreshed, chosen("incident", 1), answered(1, { events: [], earlier: 0 }))).toEqual([[12], 1]);
  });

  it("waits, and is refused, for the latest question only", () => {
    const asked = [chosen("decision", 1), { type: "asked", request: 1 }, { type: "asked", request: 2 }] as const;
    const refused = (request: number): ChronicleChange => ({ type: "refused", request, message: "No" });
    expect(stateAfter(...asked, refused(1))).toMatchObject({ busy: true, refused: undefined });
    expect(stateAfter(...asked, refused(2))).toMatchObject({ busy: false, refused: "No" });
    expect(stateAfter(...asked, chosen("all", 3))).toMatchObject({ busy: false });
  });
});
