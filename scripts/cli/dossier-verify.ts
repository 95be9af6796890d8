import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { checkDossier } from "@/lib/domain/dossier-check";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

export const verb: Verb = {
  summary: "verifies an exported dossier, offline; exit 1 when it isn't what was recorded",
  usage: "FILE [--head HASH]",
  needs: "nothing",
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, options: { head: { type: "string" } }, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError("dossier verify needs one FILE.");
    const check = checkDossier(await readJson(file));
    if (!check) throw new Refusal(`${file} is no dossier of Gonogo.`, "Export one from the run's history.");
    const faults = [...check.faults];
    if (values.head && values.head !== check.head.hash) faults.push("The history doesn't end with the head given.");
    for (const fault of faults) console.error(fault);
    const { entries, signatures, evidence } = check.checked;
    const verdict = faults.length === 0 ? "nothing wrong" : `${faults.length} wrong`;
    console.log(
      `${check.run}: ${entries} entries, ${signatures} signatures, ${evidence} pieces of evidence: ${verdict}`,
    );
    console.log(`Head ${check.head.seq} ${check.head.hash}`);
    return faults.length === 0 ? 0 : 1;
  },
};

async function readJson(file: string): Promise<unknown> {
  const absolute = path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const text = await readFile(absolute, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${file} can't be read (${error.code}).`, "Name a dossier.");
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(`${file} is not JSON.`, "Export the dossier again.");
  }
}
