import { allTurns } from "@/lib/domain/recurring-checks";
import { patternShifts } from "@/lib/domain/rota";
import { readRun } from "@/lib/domain/run-state";
import { recordOccurrences } from "./occurrence.write";
import { setRota } from "./rota.write";
import { actingAs, must, type SampleStage } from "./sample-stage.write";

const hour = 3_600_000;
const shiftHours = 8;

/** Shifts for two days, and every check that was asked for done in its time, but for those of the last time. */
export async function watchSample(stage: SampleStage): Promise<void> {
  const { ctx, runId, cast } = stage;
  const people = [cast.member, cast.owner, cast.lead];
  const startsAt = new Date(Math.floor(ctx.now.getTime() / hour) * hour - 2 * shiftHours * hour).toISOString();
  const until = new Date(Date.parse(startsAt) + 48 * hour).toISOString();
  const shifts = patternShifts({
    people: people.map(({ id }) => id),
    startsAt,
    hours: shiftHours,
    until,
    timeZone: "UTC",
  });
  const emailOf = new Map(people.map(({ id, email }) => [id, email]));
  const named = shifts.map(({ personId, ...times }) => ({ ...times, person: emailOf.get(personId) ?? "" }));
  must(await setRota(stage.as(cast.lead), runId, { shifts: named }));
  const state = readRun(await stage.snapshot(), ctx.now.toISOString());
  const asked = allTurns(state).filter(({ opensAt }) => opensAt <= ctx.now.getTime());
  const last = asked.filter(({ state: at }) => at === "missed").at(-1)?.dueAt;
  for (const turn of asked.filter(({ dueAt, state: at }) => at === "missed" && dueAt !== last)) {
    const { owner, key, number } = turn;
    const by = people.find(({ id }) => owner.kind === "person" && owner.id === id) ?? cast.lead;
    const turns = [{ key, number, version: 0 }];
    must(
      await recordOccurrences(actingAs(ctx, by, new Date(turn.dueAt + hour / 20)), runId, { turns, outcome: "done" }),
    );
  }
}
