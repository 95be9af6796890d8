import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { Refusal } from "../refusal.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** What a backup holds: written last, so that a folder with one is whole. */
export const manifestSchema = z.strictObject({
  format: z.literal("gonogo-backup/1"),
  at: z.string(),
  /** Names of the migrations the tables had; a backup goes back into exactly these. */
  migrations: z.array(z.string()),
  tables: z.record(z.string(), z.strictObject({ columns: z.array(z.string()), rows: z.int() })),
  /** Every other file below the folder. */
  files: z.record(z.string(), z.strictObject({ size: z.int(), sha256: digest })),
  /** Evidence a row names and that was not there. */
  missing: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = "manifest.json";
export const tableFile = (table: string) => `tables/${table}.copy`;

/** Reads the manifest and compares every file with it, before anything is written anywhere. */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = path.join(folder, manifestName);
  if (!existsSync(file))
    throw new Refusal(`There is no backup in ${folder}.`, `Name the folder that holds ${manifestName}.`);
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Refusal(`${manifestName} isn't one of a backup.`, z.prettifyError(parsed.error));
  for (const [name, { size, sha256 }] of Object.entries(parsed.data.files)) {
    if (name.split("/").includes("..") || path.isAbsolute(name)) throw broken(name, "lies outside of it");
    const place = path.join(folder, name);
    const found = await stat(place).catch(() => null);
    if (!found) throw broken(name, "is missing");
    if (found.size !== size || (await sha256OfFile(place)) !== sha256) throw broken(name, "isn't as it was written");
  }
  return parsed.data;
}

function broken(name: string, what: string): Refusal {
  return new Refusal(`The backup is broken: ${name} ${what}.`, "Nothing was changed. Take another backup.");
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}
