import { draftOverride } from "@/lib/data/override.write";
import { signOverride } from "@/lib/data/override-confirm.write";
import { as, byPassword, testNow, value, type World } from "./world";

/** Lead and admin let a gate pass together, for so many minutes from `testNow`. */
export async function overrideGate(world: World, runId: string, gate: string, minutes: number): Promise<void> {
  const { lead, admin } = world.people;
  const endsAt = new Date(testNow.getTime() + minutes * 60_000).toISOString();
  const it = value(await draftOverride(as(world, lead), runId, gate, { reason: "The fix can't wait.", endsAt }));
  for (const who of [lead, admin]) {
    value(await signOverride(as(world, who), runId, it.id, { statement: it.sha256 }, byPassword()));
  }
}
