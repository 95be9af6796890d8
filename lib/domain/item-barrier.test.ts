import { expect, it } from "vitest";
import { itemBarrier } from "./item-barrier";
import { documentOf, gate, item, noon, phase } from "./sample-run";
import type { Choice } from "./template-leaves";
import { indexDocument } from "./template-tree";

const choice: Choice = {
  kind: "choice",
  key: "how",
  title: "How",
  options: [
    { key: "helm", title: "Helm", items: ["chart"] },
    { key: "kubectl", title: "kubectl", items: ["apply"] },
  ],
};
const index = indexDocument(
  documentOf(
    phase("before", [item("backup")]),
    gate("deploy"),
    phase("during", [choice, item("chart"), item("apply")]),
  ),
);
const taken = [{ key: "how", option: "helm", reason: "usual", byId: "lead", at: noon, version: 1 }];

it.each([
  ["backup", "pending", [], undefined],
  ["backup", "go", [], "gate_decided"],
  ["backup", "override", [], undefined],
  ["chart", "go", [], undefined],
  ["chart", "go", taken, undefined],
  ["apply", "go", taken, "choice_not_taken"],
  ["apply", "go", [], undefined],
] as const)("%s with the gate at %s", (key, status, choices, code) => {
  expect(itemBarrier(index, key, [{ key: "deploy", status }], [...choices])?.code).toBe(code);
});
