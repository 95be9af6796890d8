import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** A checklist that comes with Gonogo: Markdown in our own dialect, as any user could write it. */
export type BuiltIn = { name: string; markdown: string };

const directory = path.join(process.cwd(), "templates");

/** The checklists of templates/, by file name. */
export async function readBuiltIns(): Promise<BuiltIn[]> {
  const files = (await readdir(directory)).filter((file) => file.endsWith(".md") && file !== "README.md").sort();
  return Promise.all(
    files.map(async (file) => ({
      name: path.basename(file, ".md"),
      markdown: await readFile(path.join(directory, file), "utf8"),
    })),
  );
}
