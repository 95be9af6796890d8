import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { permissions } from "@/lib/domain/permission";
import { openApiDocument } from "./openapi";
import { operations } from "./operations";

const root = path.resolve(import.meta.dirname, "../..");
const api = path.join(root, "app/api/v1");
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** `GET /runs/:runId` for every handler that a route file exports. */
const routes = globSync("**/route.ts", { cwd: api }).flatMap((file) => {
  const source = readFileSync(path.join(api, file), "utf8");
  const place = `/${path.dirname(file)}`.replaceAll(/\[(\w+)\]/g, ":$1");
  return methods
    .filter((method) => new RegExp(`export (const|async function|function) ${method}\\b`).test(source))
    .map((method) => `${method} ${place}`);
});

const document = openApiDocument(operations, "http://localhost:3000", "gonogo.session");
const text = JSON.stringify(document);

describe("operations", () => {
  it("are exactly the routes there are", () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(operations.map(({ method, path: place }) => `${method} ${place}`).sort()).toEqual([...routes].sort());
  });

  it("have ids of their own, and access the permission table knows", () => {
    expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
    for (const { access } of operations) expect(["public", "self", ...Object.keys(permissions)]).toContain(access);
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    "%s is served by the route that names it",
    (id, { path: place, method }) => {
      const file = path.join(api, place.replaceAll(/:(\w+)/g, "[$1]"), "route.ts");
      const source = readFileSync(file, "utf8");
      const handler = new RegExp(`export const ${method} = (?:public)?[rR]oute\\(\\s*(\\w+)`).exec(source)?.[1];
      const imported = new RegExp(`\\b${id}(?: as (\\w+))?[,\\s}][^;]*from "@/lib/http/operations/`).exec(source);
      expect(imported, `${file} imports ${id}`).not.toBeNull();
      expect(handler).toBe(imported?.[1] ?? id);
    },
  );

  it("declare a parameter for every part of the path that varies", () => {
    for (const { id, path: place, params } of operations) {
      const names = Array.from(place.matchAll(/:(\w+)/g), ([, name]) => name);
      const shape = params && "shape" in params ? Object.keys(params.shape as object) : [];
      expect(shape.sort(), id).toEqual(names.sort());
    }
  });
});

describe("the OpenAPI document", () => {
  it("resolves every reference it makes", () => {
    const references = new Set(Array.from(text.matchAll(/"\$ref":"([^"]+)"/g), ([, reference]) => reference ?? ""));
    expect(references.size).toBeGreaterThan(10);
    for (const reference of references) {
      let at: unknown = document;
      for (const part of reference.replace("#/", "").split("/")) at = (at as Record<string, unknown>)[part];
      expect(at, reference).toBeTypeOf("object");
    }
  });

  it("has the parts 3.1 asks for in every operation", () => {
    expect(document.openapi).toBe("3.1.0");
    const paths = document.paths as Record<string, Record<string, Record<string, unknown>>>;
    let seen = 0;
    const ofTheApi = Object.entries(paths).filter(([, item]) => !("servers" in item));
    expect(Object.keys(paths).length - ofTheApi.length).toBe(3);
    for (const [place, item] of ofTheApi) {
      expect(place).toMatch(/^\/[\w/{}-]*$/);
      for (const operation of Object.values(item)) {
        seen += 1;
        const responses = operation.responses as Record<string, { description?: string; content?: object }>;
        expect(Object.keys(responses), `${operation.operationId}`).toContain("default");
        const good = Object.entries(responses).find(([status]) => /^20/.test(status));
        expect(good?.[1].description).toBeTruthy();
        expect(good?.[0] === "204" || good?.[1].content, `${operation.operationId} says what it answers`).toBeTruthy();
      }
    }
    expect(seen).toBe(operations.length);
  });

  it("holds plain JSON Schema: no schema of its own dialect, no leftovers", () => {
    expect(text).not.toMatch(/"\$(id|schema|defs)"/);
    expect(text).not.toContain("__shared");
  });
});
