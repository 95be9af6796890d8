import { parseArgs } from "node:util";
import { commandLineContext } from "@/lib/data/command-line.read";
import { database } from "@/lib/data/database";
import { readRun } from "@/lib/data/run.read";
import { readRunSource } from "@/lib/data/run-source.read";
import { readTemplate } from "@/lib/data/template.read";
import { runMarkdown } from "@/lib/http/run-markdown";
import { exportTemplate } from "@/lib/markdown/export";
import { writeYaml } from "@/lib/markdown/template-yaml";
import { Refusal } from "../refusal.ts";
import { UsageError, type Verb } from "./verb.ts";

const options = {
  email: { type: "string" },
  format: { type: "string", default: "md" },
  run: { type: "string" },
  version: { type: "string" },
} as const;
const formats = ["md", "json", "yaml"];
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Exit 0 with the document alone on standard output, 1 when there is none, 2 for wrong arguments. */
export const verb: Verb = {
  summary: "prints a template as Markdown, JSON or YAML, or a run as Markdown with its boxes ticked",
  usage: "TEMPLATE_ID [--format md|json|yaml] [--version N] | --run RUN_ID [--email E]",
  needs: "database",
  run: async (args) => {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [templateId, ...more] = positionals;
    if (more.length > 0 || (templateId === undefined) === (values.run === undefined))
      throw new UsageError("export needs one TEMPLATE_ID, or --run RUN_ID.");
    if (!formats.includes(values.format)) throw new UsageError(`There is no format ${values.format}.`);
    if (values.run !== undefined && values.format !== "md") throw new UsageError("A run is exported as md only.");
    const version = values.version === undefined ? undefined : Number(values.version);
    if (version !== undefined && !(Number.isInteger(version) && version > 0))
      throw new UsageError("--version is a number from 1.");
    const id = templateId ?? values.run ?? "";
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
    const template = await readTemplate(ctx.value, id, version);
    if (!template.ok) throw new Refusal(template.message, "Look at the template's address for its id.");
    const { document } = template.value;
    if (values.format === "json") console.log(JSON.stringify(document, null, 2));
    else process.stdout.write(values.format === "yaml" ? writeYaml(document) : exportTemplate(document));
    return 0;
  },
};
