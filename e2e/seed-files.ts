import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const folder = path.resolve(import.meta.dirname, "../../shared/seeds");

/** The checklists of real teams, in the order of their files; none where they are not beside this clone. */
export const seeds: readonly { file: string; path: string; text: string }[] = (
  existsSync(folder) ? readdirSync(folder).sort() : []
).map((file) => ({ file, path: path.join(folder, file), text: readFileSync(path.join(folder, file), "utf8") }));

export const missing = "they are not beside this clone";
