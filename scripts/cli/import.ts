import { readFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { commandLineContext } from "@/lib/data/command-line.read";
import { database } from "@/lib/data/database";
import { type ImportAnswer, importTemplate, previewTemplate } from "@/lib/data/template.write";
import type { Result } from "@/lib/domain/refusal";
import { readTemplateFile } from "@/lib/http/template-body";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

const options = {
  email: { type: "string" },
  title: { type: "string" },
  template: { type: "string" },
  "dry-run": { type: "boolean" },
  "mask-secrets": { type: "boolean" },
  "no-repair": { type: "boolean" },
  json: { type: "boolean" },
} as const;

const largest = 2 * 1024 * 1024;

/** Exit 0 when it was imported (or would be), 1 when it can't be read, 2 for wrong arguments. */
export const verb: Verb = {
  summary: "imports a checklist (Markdown, or .json and .yaml of one) as a template, or as its next version",
  usage: "FILE|- [--title T] [--template ID] [--email E] [--dry-run] [--mask-secrets] [--no-repair] [--json]",
  needs: "database",
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError("import needs one FILE, or - for what is piped in.");
    const bytes = await readInput(file);
    const ctx = await commandLineContext({ db: database(), now: new Date() }, values.email);
    if (!ctx.ok) throw new Refusal(ctx.message, "Start Gonogo and set it up first, or name somebody with --email.");
    const input = unwrap(
      readTemplateFile(bytes, file, {
        title: values.title,
        templateId: values.template,
        maskSecrets: values["mask-secrets"],
        ...(values["no-repair"] ? { repair: false } : {}),
      }),
    );
    const imported = unwrap(
      await (values["dry-run"] ? previewTemplate(ctx.value, input) : importTemplate(ctx.value, input)),
    );
    if (values.json) console.log(JSON.stringify(imported));
    else print(imported, values["mask-secrets"] ?? false);
    return 0;
  },
};

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const lines = (result.problems ?? []).map(({ line, path: at, message }) => {
    const place = line ? `Line ${line}: ` : at ? `${at}: ` : "";
    return message.startsWith(place) ? message : `${place}${message}`;
  });
  throw new Refusal(
    result.message,
    lines.filter((line) => line !== result.message).join("\n") || "Nothing was imported.",
  );
}

/** npm changes into the package's folder; a relative FILE is meant from where the person stands. */
async function readInput(file: string): Promise<Uint8Array> {
  const absolute = path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const bytes = await (file === "-" ? buffer(process.stdin) : readFile(absolute)).catch(
    (error: NodeJS.ErrnoException) => {
      throw new Refusal(`${file} can't be read (${error.code}).`, "Name a Markdown file.");
    },
  );
  if (bytes.byteLength > largest) throw new Refusal(`${file} is larger than 2 MB.`, "Import it in parts.");
  return bytes;
}

/** The last line is the template's id alone, for scripts. */
function print({ id, version, title, counts, report, repair, secrets }: ImportAnswer, masked: boolean): void {
  console.log(`${title}${version === null ? " (preview, nothing saved)" : `, version ${version}`}`);
  console.log(wordsOf(counts));
  if (repair) {
    const { encoding, places, sample } = repair;
    console.log(`Mended ${places} places that were UTF-8 read as ${encoding}; --no-repair leaves them.`);
    console.log(
      `  line ${sample.line}: ${sample.before}\n  ${" ".repeat(`line ${sample.line}`.length)}→ ${sample.after}`,
    );
  }
  for (const { kind, lines, hint } of secrets)
    console.log(`Line ${lines[0]}: ${kind} (${hint})${masked ? ", masked" : ""}`);
  if (secrets.length > 0 && !masked) console.log("They are kept as they are; --mask-secrets masks them.");
  for (const { lines, became, note } of report) if (note) console.log(`Line ${lines[0]}: ${became}, ${note}`);
  if (id) console.log(id);
}

function wordsOf(counts: ImportAnswer["counts"]): string {
  return Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${name}`)
    .join(", ");
}
