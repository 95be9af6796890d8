import path from "node:path";
import { parseArgs } from "node:util";
import { env } from "@/lib/env";
import { writeBackup } from "../backup/write.ts";
import { UsageError, type Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "writes database, evidence, checkpoints and keys into a new folder; the app may go on working",
  usage: "[FOLDER]",
  needs: "database",
  run: async (args) => {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    if (positionals.length > 1) throw new UsageError("backup takes one folder.");
    const now = new Date();
    const name = positionals[0] ?? `gonogo-backup-${now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
    const target = path.resolve(process.env.INIT_CWD ?? process.cwd(), name);
    const { DATABASE_OWNER_URL, DATABASE_URL, GONOGO_DATA_DIR, GONOGO_SECRET } = env();
    const from = {
      ownerUrl: DATABASE_OWNER_URL ?? DATABASE_URL,
      dataDirectory: GONOGO_DATA_DIR,
      secret: GONOGO_SECRET,
    };
    const { manifest, sha256 } = await writeBackup(from, target, now);
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
    console.log(`${target}: ${rows} rows, ${Object.keys(manifest.files).length} files.`);
    console.log(`SHA-256 of its manifest, to note down elsewhere: ${sha256}`);
    console.log("It holds the keys as well: whoever has it has everything. Keep it on another machine.");
    for (const key of manifest.missing) console.error(`gonogo: the evidence ${key} was not there.`);
    return manifest.missing.length > 0 ? 1 : 0;
  },
};
