import path from "node:path";
import { parseArgs } from "node:util";
import { readAnchors } from "@/lib/data/checkpoint.read";
import { database } from "@/lib/data/database";
import { readLosses } from "@/lib/data/loss.read";
import { verifyChains } from "@/lib/data/verify.read";
import { env } from "@/lib/env";
import { restoreBackup } from "../backup/restore.ts";
import { printVerification } from "../verification.ts";
import { UsageError, type Verb } from "./verb.ts";

export const verb: Verb = {
  summary:
    "puts a backup into an empty database and data directory, then verifies every history; exit 1 when one is broken",
  usage: "FOLDER",
  needs: "database",
  run: async (args) => {
    const { positionals } = parseArgs({ args, allowPositionals: true });
    const [name] = positionals;
    if (!name || positionals.length > 1) throw new UsageError("restore needs the folder of one backup.");
    const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), name);
    const { DATABASE_OWNER_URL, DATABASE_URL, GONOGO_DATA_DIR } = env();
    const to = { ownerUrl: DATABASE_OWNER_URL ?? DATABASE_URL, dataDirectory: GONOGO_DATA_DIR };
    const manifest = await restoreBackup(folder, to);
    const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
    console.log(
      `${rows} rows and ${Object.keys(manifest.files).length} files of ${manifest.at} are back, each as it was.`,
    );
    const anchors = await readAnchors();
    const code = printVerification([await verifyChains(database(), anchors)]);
    if ((await readLosses(database(), anchors)).ok) {
      console.log("Checkpoints have seen later entries than this backup holds: npm run -s gonogo -- audit acknowledge");
    }
    return code;
  },
};
