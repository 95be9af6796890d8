import { expect, it } from "vitest";
import type { ImportResult } from "./import-report";
import type { Item, TemplateDocument } from "./template";
import { adoptKeys } from "./template-keys";

const item = (key: string, title: string, more: Partial<Item> = {}): Item => ({
  kind: "item",
  key,
  title,
  content: [],
  ...more,
});
const checklist = (...content: Item[]): TemplateDocument => ({
  schema: 1,
  title: "Kiln",
  metadata: [],
  intro: [],
  phases: [{ kind: "phase", key: "firing", title: "Firing", content }],
});

it("gives a reworded line its old key, where others refer to it and in the report too", () => {
  const before = checklist(item("door-closed", "The kiln door is closed"), item("glaze", "Glaze is dry"));
  const document = checklist(
    item("glaze-dry", "Glaze is dry to the touch", { needs: ["kiln-door-closed-tightly"] }),
    item("kiln-door-closed-tightly", "The kiln door is closed tightly"),
    item("cones", "Cones stand in sight"),
  );
  const read = {
    document,
    counts: {},
    report: [{ lines: [5, 5], became: "item", key: "glaze-dry" }],
  } as unknown as ImportResult;
  const adopted = adoptKeys(before, read);
  expect(adopted.document).toEqual(
    checklist(
      item("glaze", "Glaze is dry to the touch", { needs: ["door-closed"] }),
      item("door-closed", "The kiln door is closed tightly"),
      item("cones", "Cones stand in sight"),
    ),
  );
  expect(adopted.report[0]?.key).toBe("glaze");
  expect(adoptKeys(document, read)).toBe(read);
});

it("never gives a key twice", () => {
  const before = checklist(item("lid", "Put the lid on the crate"));
  const document = checklist(item("lid", "Weigh it"), item("put-lid", "Put the lid on the crates"));
  const read = { document, counts: {}, report: [] } as unknown as ImportResult;
  expect(adoptKeys(before, read)).toBe(read);
});
