import { parseArgs } from "node:util";
import { commandLineContext } from "@/lib/data/command-line.read";
import { database } from "@/lib/data/database";
import { readRun } from "@/lib/data/run.read";
import { readRunSource } from "@/lib/data/run-source.read";
import { readTemplate } from "@/lib/data/template.read";
import { readDraft } from "@/lib/data/template-draft.read";
import { runMarkdown } from "@/lib/http/run-markdown";
import { exportTemplate } from "@/lib/markdown/export";
import { writeYaml } from "@/lib/markdown/template-yaml";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

const options = {
  draft: { type: "string" },
  email: { type: "string" },
  format: { type: "string", default: "md" },
  run: { type: "string" },
  version: { type: "string" },
} as const;
const formats = ["md", "json", "yaml"];
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Exit 0 with the document alone on standard output, 1 when there is none, 2 for wrong arguments. */
export const verb: Verb = {
  summary: "prints a template or a draft as Markdown, JSON or YAML, or a run as Markdown with its boxes ticked",
  usage: "TEMPLATE_ID [--version N] | --draft DRAFT_ID | --run RUN_ID [--format md|json|yaml] [--email E]",
  needs: "database",
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [templateId, ...more] = positionals;
    const named = [templateId, values.draft, values.run].filter((each) => each !== undefined);
    const [id = ""] = named;
    if (more.length > 0 || named.length !== 1)
      throw new UsageError("export needs one TEMPLATE_ID, or --draft DRAFT_ID, or --run RUN_ID.");
    if (!formats.includes(values.format)) throw new UsageError(`There is no format ${values.format}.`);
    if (values.run !== undefined && values.format !== "md") throw new UsageError("A run is exported as md only.");
    const version = values.version === undefined ? undefined : Number(values.version);
    if (version !== undefined && !(Number.isInteger(version) && version > 0))
      throw new UsageError("--version is a number from 1.");
    if (version !== undefined && !templateId) throw new UsageError("--version is of a template.");
    if (!uuid.test(id)) throw new UsageError(`${id} is not an id. It is the last part of the page's address.`);
    const ctx = await commandLineContext({ db: database(), now: new Date() }, values.email);
    if (!ctx.ok) throw new Refusal(ctx.message, "Start Gonogo and set it up first, or name somebody with --email.");
    if (values.run !== undefined) {
      const run = await readRun(ctx.value, id);
      if (!run.ok) throw new Refusal(run.message, "Look at the run's address for its id.");
      const source = await readRunSource(ctx.value, id);
      process.stdout.write(runMarkdown(run.value.snapshot, source, ctx.value.now.toISOString()));
      return 0;
    }
    const found = await (values.draft ? readDraft(ctx.value, id) : readTemplate(ctx.value, id, version));
    if (!found.ok) throw new Refusal(found.message, "Look at the page's address for its id.");
    const { document } = found.value;
    if (values.format === "json") console.log(JSON.stringify(document, null, 2));
    else process.stdout.write(values.format === "yaml" ? writeYaml(document) : exportTemplate(document));
    return 0;
  },
};
