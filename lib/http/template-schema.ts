import { z } from "zod";
import { contentSchema, itemSchema, phaseSchema, sectionSchema, templateDocumentSchema } from "@/lib/domain/template";

const named: readonly [string, z.ZodType][] = [
  ["Phase", phaseSchema],
  ["Section", sectionSchema],
  ["Item", itemSchema],
  ["Content", contentSchema],
];

/** JSON Schema (2020-12) of the document in its JSON and YAML forms, from the schema that reads them. */
export function templateJsonSchema(id: string): Record<string, unknown> {
  const metadata = z.registry<{ id: string }>();
  for (const [name, schema] of named) metadata.add(schema, { id: name });
  const { $schema, ...schema } = z.toJSONSchema(templateDocumentSchema, { io: "input", metadata });
  return { $schema, $id: id, title: "Gonogo template document", ...schema };
}
