import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { proofProblem } from "@/lib/auth/passkey-proof";
import type { CheckpointLine } from "@/lib/domain/checkpoint";
import { checkDossier } from "@/lib/domain/dossier-check";
import { readCheckpoints } from "@/lib/storage/checkpoint-file";
import { verifySignature } from "@/lib/storage/ed25519";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "verifies an exported dossier, offline; exit 1 when it isn't what was recorded",
  usage: "FILE [--key KEYID] [--checkpoints FILE] [--head HASH]",
  needs: "nothing",
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      options: { head: { type: "string" }, key: { type: "string" }, checkpoints: { type: "string" } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError("dossier verify needs one FILE.");
    const dossier = await readJson(file);
    const pinned = values.key ?? null;
    const check = checkDossier(dossier, { pinned, verify: verifySignature, proofProblem });
    if (!check) throw new Refusal(`${file} is no dossier of Gonogo.`, "Export one from the run's history.");
    const faults = check.faults.map(({ link, text }) => `${link}: ${text}`);
    if (values.head && values.head !== check.head.hash) faults.push("chain: It doesn't end with the head given.");
    if (values.checkpoints) {
      const kept = await readKept(values.checkpoints, (dossier as { run: { id: string } }).run.id);
      const more = checkDossier(
        { ...(dossier as object), checkpoints: kept },
        { pinned, verify: verifySignature, proofProblem },
      );
      const found = more?.faults.filter(({ link }) => link === "checkpoint") ?? [];
      faults.push(...found.map(({ text }) => `checkpoint (kept): ${text}`));
    }
    for (const fault of faults) console.error(fault);
    const { entries, signatures, evidence, checkpoints } = check.checked;
    const verdict = faults.length === 0 ? "nothing wrong" : `${faults.length} wrong`;
    const parts = [
      `${entries} entries`,
      `${checkpoints} checkpoints`,
      `${signatures} signatures`,
      `${evidence} pieces of evidence`,
    ];
    console.log(`${check.run}: ${parts.join(", ")}: ${verdict}`);
    console.log(`Head ${check.head.seq} ${check.head.hash}`);
    for (const loss of check.losses) console.log(`Lost in a restore: ${loss}.`);
    if (check.signer)
      console.log(`Sealed with ${check.signer}${pinned ? "" : ": compare it with the id you noted down"}`);
    return faults.length === 0 ? 0 : 1;
  },
};

/** The lines of a copy of the checkpoints that name the run. */
async function readKept(file: string, runId: string) {
  const kept: { envelope: CheckpointLine["envelope"]; head: CheckpointLine["heads"][number] }[] = [];
  for await (const { line } of readCheckpoints(absolute(file), runId)) {
    const head = line?.heads.find(({ id }) => id === runId);
    if (line && head) kept.push({ envelope: line.envelope, head });
  }
  return kept;
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(absolute(file), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${file} can't be read (${error.code}).`, "Name a dossier.");
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(`${file} is not JSON.`, "Export the dossier again.");
  }
}

function absolute(file: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
}
