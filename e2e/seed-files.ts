import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { JourneyClock } from "./clock";
import { expect, test } from "./fixtures";
import type { ImportPage } from "./import-page";
import { shown } from "./shown";
import { join, type Person, type Team } from "./team";

const folder = path.resolve(import.meta.dirname, "../../shared/seeds");

type Seed = { file: string; path: string; text: string };

/** The checklists of real teams, in the order of their files; none where they are not beside this clone. */
export const seeds: readonly Seed[] = (existsSync(folder) ? readdirSync(folder).sort() : []).map((file) => ({
  file,
  path: path.join(folder, file),
  text: readFileSync(path.join(folder, file), "utf8"),
}));

export const missing = "they are not beside this clone";

type Given = { team: Team; clock: JourneyClock; open: Open; baseURL: string };
type Open = Parameters<Parameters<typeof test>[2]>[0]["open"];

/** A walk of one of them from import to closed; skipped where they are not beside this clone. */
export function seedJourney(nth: number, title: string, walk: (seed: Seed, given: Given) => Promise<void>): void {
  test(title, async ({ team, clock, open, baseURL }) => {
    const seed = seeds[nth];
    test.skip(seed === undefined, missing);
    test.setTimeout(180_000);
    if (seed) await walk(seed, { team, clock, open, baseURL: baseURL ?? "" });
  });
}

/** One more of the workspace, for checklists that ask a product owner. */
export function joinProductOwner(baseURL: string, { owner }: Team): Promise<Person> {
  return join(baseURL, owner, { name: "Pia Product", email: "pia@example.test", roles: ["member"] });
}

/** Chooses the file in the import and waits until every task it counts is read. */
export async function readSeed(importing: ImportPage, { text }: Seed, tasks: number): Promise<void> {
  await importing.choose(text);
  await expect(shown(importing.page, `${tasks} tasks in the source`)).toBeVisible();
}
