import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { commandLineContext } from "@/lib/data/command-line.read";
import { database } from "@/lib/data/database";
import { importTemplate, previewTemplate } from "@/lib/data/template.write";
import type { ImportCounts } from "@/lib/domain/template";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

const options = {
  email: { type: "string" },
  title: { type: "string" },
  template: { type: "string" },
  "dry-run": { type: "boolean" },
} as const;

const largest = 2 * 1024 * 1024;

export const verb: Verb = {
  summary: "imports a Markdown checklist as a template, or as the next version of one",
  usage: "FILE [--title T] [--template ID] [--email E] [--dry-run]",
  needs: "database",
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new UsageError("import needs one FILE.");
    const markdown = await readMarkdown(file);
    const ctx = await commandLineContext({ db: database(), now: new Date() }, values.email);
    if (!ctx.ok) throw new Refusal(ctx.message, "Start Gonogo and set it up first, or name somebody with --email.");
    const input = { markdown, title: values.title, templateId: values.template };
    const dryRun = values["dry-run"] ?? false;
    const imported = await (dryRun ? previewTemplate(ctx.value, input) : importTemplate(ctx.value, input));
    if (!imported.ok) {
      const lines = (imported.problems ?? []).map(({ line, message }) => (line ? `Line ${line}: ${message}` : message));
      throw new Refusal(imported.message, lines.join("\n") || "Nothing was imported.");
    }
    const { id, version, title, counts } = imported.value;
    console.log(`${title}${version === null ? " (preview, nothing saved)" : `, version ${version}`}`);
    console.log(wordsOf(counts));
    if (id) console.log(id);
    return 0;
  },
};

/** npm changes into the package's folder; a relative FILE is meant from where the person stands. */
async function readMarkdown(file: string): Promise<string> {
  const absolute = path.resolve(process.env.INIT_CWD ?? process.cwd(), file);
  const bytes = await readFile(absolute).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${file} can't be read (${error.code}).`, "Name a Markdown file.");
  });
  if (bytes.byteLength > largest) throw new Refusal(`${file} is larger than 2 MB.`, "Import it in parts.");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${file} is not UTF-8 text.`, "Save it as UTF-8 and import it again.");
  }
}

function wordsOf(counts: ImportCounts): string {
  return Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([name, number]) => `${number} ${name}`)
    .join(", ");
}
