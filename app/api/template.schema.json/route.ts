import { env } from "@/lib/env";
import { templateJsonSchema } from "@/lib/http/template-schema";

export const dynamic = "force-dynamic";

let schema: string | undefined;

/** JSON Schema of a template's document; built at the first request, the same ever after. */
export function GET(): Response {
  schema ??= JSON.stringify(templateJsonSchema(`${env().GONOGO_URL}/api/template.schema.json`));
  return new Response(schema, {
    headers: { "content-type": "application/schema+json", "cache-control": "no-cache" },
  });
}
