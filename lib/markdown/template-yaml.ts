import { CORE_SCHEMA, dump, load, YAMLException } from "js-yaml";
import type { TemplateDocument } from "@/lib/domain/template";

export type YamlOutcome = { ok: true; value: unknown } | { ok: false; line: number; message: string };

/** Reads YAML as plain data: no types of other languages, no key twice, no aliases, and 100 levels at the most. */
export function parseYaml(text: string): YamlOutcome {
  try {
    return { ok: true, value: load(text, { schema: CORE_SCHEMA, maxAliases: 0, maxDepth: 100 }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = (error.mark?.line ?? 0) + 1;
    return { ok: false, line, message: `Line ${line} is not YAML that can be read: ${error.reason}.` };
  }
}

/** The document as YAML, long texts as blocks. */
export function writeYaml(document: TemplateDocument): string {
  return dump(document, { schema: CORE_SCHEMA, lineWidth: -1, noRefs: true });
}
