import { readFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { commandLineContext } from "@/lib/data/command-line.read";
import type { Context } from "@/lib/data/context";
import { database } from "@/lib/data/database";
import { readTemplate } from "@/lib/data/template.read";
import { type ImportAnswer, type ImportInput, importTemplate, previewTemplate } from "@/lib/data/template.write";
import { createDraft } from "@/lib/data/template-draft.write";
import type { Result } from "@/lib/domain/refusal";
import { readTemplateFile } from "@/lib/http/template-body";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

const options = {
  email: { type: "string" },
  title: { type: "string" },
  template: { type: "string" },
  draft: { type: "boolean" },
  "dry-run": { type: "boolean" },
  "mask-secrets": { type: "boolean" },
  "no-repair": { type: "boolean" },
  json: { type: "boolean" },
} as const;

const largest = 2 * 1024 * 1024;

/** Exit 0 when it was imported (or would be), 1 when it can't be read, 2 for wrong arguments. */
export const verb: Verb = {
  summary: "imports a checklist (Markdown, or .json and .yaml of one) as a template, or as its next version",
  usage: "FILE|- [--title T] [--template ID] [--email E] [--draft | --dry-run] [--mask-secrets] [--no-repair] [--json]",
  needs: "database",
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError("import needs one FILE, or - for what is piped in.");
    if (values.draft && values["dry-run"])
      throw new UsageError("--draft keeps something, --dry-run nothing: take one.");
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
    const reads = values.draft || values["dry-run"];
    const imported = unwrap(await (reads ? previewTemplate(ctx.value, input) : importTemplate(ctx.value, input)));
    const draft = values.draft ? unwrap(await keepDraft(ctx.value, input)) : null;
    if (values.json) console.log(JSON.stringify(draft ? { ...imported, draft } : imported));
    else print(imported, values["mask-secrets"] ?? false, draft?.id ?? null);
    return 0;
  },
};

/** Begins the draft of a new template or, of the version published now, of its next one. */
async function keepDraft(ctx: Context, { templateId, ...given }: ImportInput) {
  const { markdown, title, repair, maskSecrets } = given;
  const content = { input: { markdown, title, repair, maskSecrets } };
  if (!templateId) return createDraft(ctx, content);
  const template = await readTemplate(ctx, templateId);
  if (!template.ok) return template;
  return createDraft(ctx, content, { templateId, baseVersion: template.value.version });
}

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

/** The last line is the id of the template or the draft alone, for scripts. */
function print(imported: ImportAnswer, masked: boolean, draft: string | null): void {
  const { id, version, title, counts, report, repair, secrets } = imported;
  const kept = draft ? " (a draft, not published)" : " (preview, nothing saved)";
  console.log(`${title}${version === null ? kept : `, version ${version}`}`);
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
  const made = id ?? draft;
  if (made) console.log(made);
}

function wordsOf(counts: ImportAnswer["counts"]): string {
  return Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${name}`)
    .join(", ");
}
