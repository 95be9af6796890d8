import { expect, it } from "vitest";
import { checkMapper } from "./check-map";
import { documentOf, item, phase } from "./sample-run";
import { indexDocument } from "./template-tree";

const document = documentOf(
  phase("p", [
    item("tls", { title: "TLS certificate valid for 30 days" }),
    item("backup", { title: "Database backup **taken**", checks: ["pg_dump finished"] }),
    item("health", { title: "Health endpoint answers" }),
    item("health-canary", { title: "Health endpoint answers" }),
    item("dns", { title: "DNS points to the new cluster" }),
  ]),
);
const place = checkMapper(
  indexDocument(document),
  new Map([
    ["odd one", "dns"],
    ["gone", "no-such-item"],
  ]),
);

it.each<[string, { name: string; key?: string; result?: "pass" | "warn" }, [string, string] | null]>([
  ["a key", { name: "anything", key: "tls" }, ["tls", "key"]],
  ["a key that is no item's, whatever the name", { name: "tls", key: "nope" }, null],
  ["a name somebody mapped", { name: "odd one" }, ["dns", "mapped"]],
  ["a name an item declares", { name: "pg_dump finished" }, ["backup", "declared"]],
  ["the title", { name: "Database backup taken" }, ["backup", "name"]],
  ["the title as a slug", { name: "database_backup-TAKEN" }, ["backup", "slug"]],
  ["the key as a name", { name: "dns" }, ["dns", "slug"]],
  ["most of its words", { name: "TLS certificate is valid (30 days)" }, ["tls", "similar"]],
  ["most of its words, to pass it", { name: "TLS certificate is valid (30 days)", result: "pass" }, null],
  ["most of its words, to warn", { name: "TLS certificate is valid (30 days)", result: "warn" }, null],
  ["too few of its words", { name: "certificate" }, null],
  ["two that fit", { name: "Health endpoint answers" }, null],
  ["two as similar", { name: "endpoint answers" }, null],
  ["no words", { name: "???" }, null],
  ["a mapping to what is gone", { name: "gone" }, null],
])("%s", (_, check, expected) => {
  const found = place({ result: "fail", ...check });
  expect(found && [found.leaf.key, found.by]).toEqual(expected);
});
