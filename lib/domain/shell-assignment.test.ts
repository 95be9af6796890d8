import fc from "fast-check";
import { expect, it } from "vitest";
import { runDocument } from "./run-document";
import { documentOf, evidence, item, phase, snapshotOf } from "./sample-run";
import { assignedIn, fillAssignments } from "./shell-assignment";
import type { Content } from "./template";
import { variableUse } from "./variable-use";

const values = new Map([["TAG", "v1.2"]]);
const fill = (text: string, language?: string) => fillAssignments(text, language, values).text;

it.each([
  ["TAG=$(git rev-parse HEAD)", 'TAG="v1.2"'],
  ['TAG="r-$(date "+%Y(%m)")"', 'TAG="v1.2"'],
  ["  export TAG='old' # yesterday's", '  export TAG="v1.2" # yesterday\'s'],
  ["TAG=`git tag`;", 'TAG="v1.2";'],
  ["set -e\nTAG=$OLD\npush $TAG", 'set -e\nTAG="v1.2"\npush $TAG'],
])("%s is filled in, with nothing added that a shell might run", (text, filled) => {
  expect(fillAssignments(text, "bash", values)).toEqual({ text: filled, names: ["TAG"] });
});

it("leaves a script with a heredoc alone: its lines may be those of a file", () => {
  const text = "TAG=$(git tag)\ncat > .env <<EOF\nTAG=$(git tag)\nEOF";
  expect(fillAssignments(text, "bash", values)).toEqual({ text, names: [] });
  expect(assignedIn(text, "bash")).toEqual([]);
});

it.each([
  ["already that", 'TAG="v1.2"'],
  ["another variable", "TAGS=$(git tag)"],
  ["for one command alone", "TAG=x make push"],
  ["a pipe behind it", "TAG=$(git tag) && push"],
  ["going on below", "TAG=$(git tag \\\n  --list)x y"],
  ["an open quote", 'TAG="a\nb c'],
  ["a hash within the word", "TAG=a#b"],
  ["an option of a command", "docker build --build-arg TAG=$(git tag)"],
])("leaves what is no assignment by itself: %s", (_, text) => expect(fill(text)).toBe(text));

it("gives up at once on what only begins like an assignment", () => {
  const long = [
    `A="${"$(a)".repeat(20_000)}`,
    `A=${"$(".repeat(20_000)}`,
    "A=$(\n".repeat(20_000),
    `A=${'"x"'.repeat(20_000)} (`,
  ];
  const began = performance.now();
  for (const text of long) expect(assignedIn(text, "sh")).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1_000);
});

it("leaves other languages, and finds what a script sets", () => {
  expect(fill("TAG=old", "python")).toBe("TAG=old");
  expect(assignedIn("TAG=a\nexport OTHER=$(b)\nTHIRD=x run", "bash")).toEqual(["TAG", "OTHER"]);
});

it("quotes whatever the value is, so that it stays one word of the shell", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (value) => {
      const { text } = fillAssignments("A=b", "sh", new Map([["A", value.replaceAll("\n", " ")]]));
      const [, word = "", inner = ""] = /^A=('(.*)'|"[\w.,:/@%+-]+")$/s.exec(text) ?? [];
      expect(word).not.toBe("");
      expect(inner.replaceAll(String.raw`'\''`, "")).not.toContain("'");
    }),
  );
});

const command = (text: string): Content => ({ kind: "code", use: "command", language: "bash", text });
const textsOf = (content: Content[]) =>
  content.flatMap((each) => (each.kind === "code" ? [[each.text, ...(each.filled ?? [])]] : []));

it("fills a blank everywhere, and a captured value only behind the item that captures it", () => {
  const blank: Content = { kind: "blank", key: "image", title: "Image tag", ask: "text", name: "TAG" };
  const built = item("built", { capture: "DIGEST", content: [command("DIGEST=$(build)")] });
  const document = documentOf(phase("a", [command("TAG=$(date)"), blank, built, command("DIGEST=$(build again)")]));
  const { run } = snapshotOf(document);
  const value = evidence("built", { kind: "value", text: "sha256:ab" });
  const read = (answers: Record<string, string>, rows = [value]) => {
    const made = runDocument(document, { run: { ...run, answers }, evidence: rows, needs: [] });
    const [first] = made.phases;
    const content = first?.kind === "phase" ? first.content : [];
    return [...textsOf(content), ...content.flatMap((each) => (each.kind === "item" ? textsOf(each.content) : []))];
  };
  expect(read({ tag: "v7" })).toEqual([['TAG="v7"', "TAG"], ['DIGEST="sha256:ab"', "DIGEST"], ["DIGEST=$(build)"]]);
  expect(read({}, [])).toEqual([["TAG=$(date)"], ["DIGEST=$(build again)"], ["DIGEST=$(build)"]]);
});

it("knows a captured value from Markdown, where its name stands in small letters", () => {
  const built = item("built", { capture: "image-tag", content: [command("echo built")] });
  const ship = item("ship", { content: [command("IMAGE_TAG=$(git rev-parse HEAD)\npush $IMAGE_TAG")] });
  const use = variableUse(documentOf(phase("p", [built, ship])));
  expect([...use.shell]).toEqual([["IMAGE_TAG", "image-tag"]]);
});
