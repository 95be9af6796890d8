import { changeItem } from "@/lib/data/item.write";
import { as, testNow, value, type World } from "./world";

type Change = Omit<Parameters<typeof changeItem>[3], "version">;

/** The lead changes an item as it stands, whatever its version is by now. */
export async function setItem(world: World, runId: string, key: string, change: Change, now = testNow): Promise<void> {
  const { version } = await world.db.runItem.findUniqueOrThrow({ where: { runId_key: { runId, key } } });
  value(await changeItem(as(world, world.people.lead, now), runId, key, { ...change, version }));
}
