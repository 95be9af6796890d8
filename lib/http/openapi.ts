import { z } from "zod";
import { runSummarySchema } from "@/lib/domain/dashboard";
import { readinessSchema } from "@/lib/domain/readiness-schema";
import { refusalCodes } from "@/lib/domain/refusal";
import { itemViewSchema, runViewSchema, sectionViewSchema } from "@/lib/domain/run-view-schema";
import { contentSchema, itemSchema, phaseSchema, sectionSchema, templateDocumentSchema } from "@/lib/domain/template";
import type { AnyOperation } from "./operations";
import { evidenceRow, gateRow, itemRow, signatureRow, waiverRow } from "./schema/run";

type Json = Record<string, unknown>;
type Names = Map<z.ZodType, string>;

/** Schemas with a name of their own in the document; the recursive ones must have one. */
const named: Record<string, z.ZodType> = {
  TemplateDocument: templateDocumentSchema,
  Phase: phaseSchema,
  Section: sectionSchema,
  Item: itemSchema,
  Content: contentSchema,
  RunView: runViewSchema,
  SectionView: sectionViewSchema,
  ItemView: itemViewSchema,
  RunSummary: runSummarySchema,
  Readiness: readinessSchema,
  ItemRow: itemRow,
  EvidenceRow: evidenceRow,
  WaiverRow: waiverRow,
  GateRow: gateRow,
  SignatureRow: signatureRow,
};

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(refusalCodes),
  detail: z.string(),
  current: z.unknown().optional(),
  problems: z
    .array(
      z.object({
        line: z.int().optional(),
        path: z.string().optional(),
        expected: z.string().optional(),
        message: z.string(),
      }),
    )
    .optional(),
});

/** The API as an OpenAPI 3.1 document, from the very schemas that parse requests. */
export function openApiDocument(operations: readonly AnyOperation[], server: string, sessionCookie: string): Json {
  const names = nameAnswers(operations);
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: entryOf(operation, names) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Gonogo",
      version: "1",
      description:
        "Deployment readiness: templates, runs, evidence, signatures and the gate. Errors are application/problem+json; `code` is the stable part.",
    },
    servers: [{ url: `${server}/api/v1` }],
    security: [{ session: [] }, { token: [] }],
    paths: { ...paths, ...rootPaths(server) },
    components: {
      schemas: schemasOf(names),
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: sessionCookie },
        token: { type: "http", scheme: "bearer", description: "A personal or machine token of one workspace." },
      },
      parameters: { idempotencyKey, workspace },
      responses: {
        problem: {
          description: "Refused; `code` says why, `detail` says what to do.",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  description: "Repeat a request with the same key and it takes effect once; the answer is the first one again.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

const workspace = {
  name: "X-Gonogo-Workspace",
  in: "header",
  description: "Which workspace a session of somebody in several means; a token belongs to one.",
  schema: { type: "string", format: "uuid" },
};

/** What stands beside the API and needs nobody. */
function rootPaths(server: string): Json {
  const get = (operationId: string, summary: string, type: string, more: Json = {}) => ({
    servers: [{ url: server }],
    get: {
      operationId,
      summary,
      security: [],
      responses: { 200: { description: summary, content: { [type]: { schema: {} } } }, ...more },
    },
  });
  const notReady = { 503: { description: "Can't serve; `failures` say why.", content: { "application/json": {} } } };
  return {
    "/healthz": get("getHealth", "The process lives", "application/json"),
    "/readyz": get(
      "getReadyState",
      "Database, migrations and durability are as they must be",
      "application/json",
      notReady,
    ),
    "/metrics": get("getMetrics", "Figures for Prometheus", "text/plain"),
  };
}

function entryOf(operation: AnyOperation, names: Names): Json {
  const { id, summary, access, method, status } = operation;
  const content = answerContent(operation, names);
  return {
    operationId: id,
    summary,
    "x-access": access,
    ...(access === "public" ? { security: [] } : {}),
    parameters: [
      ...parametersOf(operation.params, "path"),
      ...parametersOf(operation.query, "query"),
      ...(access === "public" ? [] : [{ $ref: "#/components/parameters/workspace" }]),
      ...(method === "GET" || access === "public" ? [] : [{ $ref: "#/components/parameters/idempotencyKey" }]),
    ],
    ...bodyOf(operation),
    responses: {
      [status]: { description: status === 204 ? "Done." : summary, ...(content ? { content } : {}) },
      default: { $ref: "#/components/responses/problem" },
    },
  };
}

function answerContent({ response, produces, status }: AnyOperation, names: Names): Json | null {
  if (status === 204) return null;
  const content: Json = {};
  const name = response && names.get(response);
  if (name) content["application/json"] = { schema: { $ref: `#/components/schemas/${name}` } };
  for (const type of produces ?? []) content[type] = { schema: { type: "string" } };
  return Object.keys(content).length > 0 ? content : null;
}

function bodyOf({ body, consumes }: AnyOperation): Json {
  const content: Json = {};
  if (body) content["application/json"] = { schema: inputSchema(body) };
  for (const type of consumes ?? []) {
    const file = { type: "object", required: ["file"], properties: { file: { type: "string", format: "binary" } } };
    content[type] = { schema: type === "multipart/form-data" ? file : { type: "string" } };
  }
  return Object.keys(content).length > 0 ? { requestBody: { required: true, content } } : {};
}

function parametersOf(schema: z.ZodType | undefined, place: "path" | "query"): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = inputSchema(schema) as { properties?: Json; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    schema: property,
  }));
}

/** Schemas with a name are referred to by it: the recursive ones can't be written out. */
function inputSchema(schema: z.ZodType): Json {
  const metadata = z.registry<{ id: string }>();
  for (const [id, each] of Object.entries(named)) metadata.add(each, { id });
  const written = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    metadata,
    // A registry of our own hides what `.describe` says.
    override: ({ zodSchema, jsonSchema }) => {
      const description = z.globalRegistry.get(zodSchema)?.description;
      if (description) jsonSchema.description = description;
    },
  });
  const { $schema: _, $defs: __, ...json } = written;
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

/** A named schema keeps its name; any other answer is called after the first operation that gives it. */
function nameAnswers(operations: readonly AnyOperation[]): Names {
  const names: Names = new Map(Object.entries(named).map(([name, schema]) => [schema, name]));
  names.set(problemSchema, "Problem");
  for (const { id, response } of operations) {
    if (response && !names.has(response)) names.set(response, `${id.charAt(0).toUpperCase()}${id.slice(1)}Answer`);
  }
  return names;
}

function schemasOf(names: Names): Json {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    io: "output",
    unrepresentable: "any",
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}
