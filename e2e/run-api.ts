import { itemsOf, type Json, json, leavesOf } from "./json";
import type { Person } from "./team";

/** The path of an item's call. */
export function itemPath(runId: string, key: string, rest = ""): string {
  return `/api/v1/runs/${runId}/items/${encodeURIComponent(key)}${rest}`;
}

/** The leaves of a run as they stand. */
export async function readLeaves(person: Person, runId: string): Promise<Json[]> {
  return leavesOf((await json(person.api.get(`/api/v1/runs/${runId}`))).phases);
}

/** Changes an item by its title, whatever its version is now. */
export async function change(person: Person, runId: string, title: string, patch: object): Promise<Json> {
  const { phases } = await json(person.api.get(`/api/v1/runs/${runId}`));
  const item = itemsOf(phases).find((each) => each.title === title);
  if (!item) throw new Error(`no item ${title}`);
  return json(person.api.patch(itemPath(runId, item.key), { data: { ...patch, version: item.version } }));
}

/** Passes every leaf but those named and those that come back. */
export async function passAll(person: Person, runId: string, except: readonly string[] = []): Promise<void> {
  for (const leaf of await readLeaves(person, runId)) {
    if (leaf.state === "passed" || leaf.recurring || except.includes(leaf.title)) continue;
    await json(person.api.patch(itemPath(runId, leaf.key), { data: { state: "passed", version: leaf.version } }));
  }
}

/** Passes those of these leaves that aren't yet, several at a time. */
export async function passLeaves(person: Person, runId: string, leaves: readonly { key: string }[]): Promise<void> {
  const wanted = new Set(leaves.map(({ key }) => key));
  const open = (await readLeaves(person, runId)).filter(
    ({ key, state, recurring }) => wanted.has(key) && state !== "passed" && !recurring,
  );
  const lane = async () => {
    for (let leaf = open.shift(); leaf; leaf = open.shift())
      await json(person.api.patch(itemPath(runId, leaf.key), { data: { state: "passed", version: leaf.version } }));
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
}

/** Passes the open leaves of a severity but those named by key. */
export async function passSeverity(
  person: Person,
  runId: string,
  severity: string,
  except: readonly string[] = [],
): Promise<void> {
  for (const leaf of await readLeaves(person, runId)) {
    if (String(leaf.severity) !== severity || leaf.state === "passed" || leaf.recurring || except.includes(leaf.key))
      continue;
    await json(person.api.patch(itemPath(runId, leaf.key), { data: { state: "passed", version: leaf.version } }));
  }
}

type Turn = { key: string; number: number; opensAt: string; row: { version: number } | null };

/** Records every turn of the recurring checks that has opened and is open still as done. */
export async function recordChecks(person: Person, runId: string): Promise<number> {
  const at = `/api/v1/runs/${runId}`;
  const after = await json<{ now: string; checks: { turns: Turn[] }[] }>(person.api.get(`${at}/after`));
  const turns = after.checks
    .flatMap((check) => check.turns)
    .filter(({ row, opensAt }) => row === null && opensAt <= after.now)
    .map(({ key, number }) => ({ key, number }));
  for (let from = 0; from < turns.length; from += 200) {
    const data = { turns: turns.slice(from, from + 200), outcome: "done" };
    await json(person.api.put(`${at}/occurrences`, { data }));
  }
  return turns.length;
}

/** Signs over HTTP, with the password again. */
export async function sign(person: Person, runId: string, signoff: string, decision = "approve"): Promise<void> {
  const at = `/api/v1/runs/${runId}/signoffs/${signoff}`;
  const ceremony = await json(person.api.post(`${at}/ceremonies`, { data: { decision, method: "password" } }));
  const data = { ceremony: ceremony.id, statement: ceremony.sha256, password: person.password };
  await json(person.api.post(`${at}/signatures`, { data }));
}
