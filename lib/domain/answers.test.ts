import { expect, it } from "vitest";
import { carryAnswers, decideAnswers } from "./answers";
import { documentOf, item, phase } from "./sample-run";
import type { TemplateDocument } from "./template";

const document: TemplateDocument = {
  ...documentOf(
    phase("before", [
      item("tag", { capture: "image-tag" }),
      item("run", { title: "{{channel}} {{image-tag}} {{version}}" }),
    ]),
  ),
  variables: [
    { key: "service", label: "Service", required: true },
    { key: "region", label: "Region", options: ["EU", "US"], default: "EU" },
  ],
};

it("keeps what is asked for, with defaults, as the template spells it", () => {
  expect(decideAnswers(document, { service: " checkout\n", channel: "#go" })).toEqual({
    ok: true,
    value: { service: "checkout", channel: "#go", region: "EU" },
  });
  expect(decideAnswers(document, { service: "a", region: "us" })).toMatchObject({ value: { region: "US" } });
});

it("refuses what it can't take, each at its field", () => {
  const refused = decideAnswers(document, { region: "Mars", "image-tag": "1", version: "2", constructor: "3" });
  expect(refused).toMatchObject({
    ok: false,
    code: "invalid_input",
    problems: [
      { path: "answers.region", expected: "EU or US" },
      { path: "answers.image-tag" },
      { path: "answers.version" },
      { path: "answers.constructor" },
      { path: "answers.service", message: "Service is asked for. Fill it in." },
    ],
  });
});

it("changes only what is named later, and takes back what is emptied", () => {
  const before = { service: "checkout", region: "EU", channel: "#go" };
  expect(decideAnswers(document, { channel: "" }, before)).toEqual({
    ok: true,
    value: { service: "checkout", region: "EU" },
  });
  expect(decideAnswers(document, { service: "" }, before)).toMatchObject({ ok: false });
  expect(decideAnswers(document, { region: "" }, before)).toMatchObject({
    value: { service: "checkout", channel: "#go" },
  });
});

it("takes an answer to what is captured where parts depend on it, and carries it to another version", () => {
  const depends: TemplateDocument = {
    ...document,
    phases: [...document.phases, phase("then", [item("migrate", { when: "image-tag!=none" })])],
  };
  const answered = { service: "checkout", region: "EU", "image-tag": "none" };
  expect(decideAnswers(depends, { service: "checkout", "image-tag": " none" })).toEqual({ ok: true, value: answered });
  expect(carryAnswers(depends, answered, {}).answers).toEqual({ ok: true, value: answered });
  const options: TemplateDocument = {
    ...depends,
    variables: [{ key: "image-tag", label: "Image tag", options: ["none", "latest"] }],
  };
  expect(decideAnswers(options, { "image-tag": "sha-1" })).toMatchObject({
    problems: [{ expected: "none or latest" }],
  });
});
