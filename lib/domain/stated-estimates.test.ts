import fc from "fast-check";
import { expect, it } from "vitest";
import { documentOf, item, phase } from "./sample-run";
import { stateEstimates } from "./stated-estimates";
import type { TemplateDocument } from "./template";
import { templateDocumentSchema } from "./template";
import { indexDocument } from "./template-tree";

const estimates = (document: TemplateDocument) =>
  Object.fromEntries(indexDocument(document).leaves.map(({ key, estimate }) => [key, estimate]));

const four = () => ["a", "b", "c", "d"].map((key) => item(key));
const shared = documentOf(phase("part", four(), { estimate: 60 }), phase("other", [item("e"), item("f")]));

it("leaves the others of a part what they were shared of its estimate", () => {
  expect(estimates(shared)).toEqual({ a: 15, b: 15, c: 15, d: 15, e: null, f: null });
  const made = stateEstimates(shared, new Map([["b", 50]]));
  expect(estimates(made)).toEqual({ a: 15, b: 50, c: 15, d: 15, e: null, f: null });
  expect(estimates(stateEstimates(made, new Map([["c", 90]])))).toMatchObject({ a: 15, b: 50, c: 90, d: 15 });
  expect(made.phases[1]).toBe(shared.phases[1]);
  expect(stateEstimates(shared, new Map([["gone", 5]]))).toBe(shared);
});

it("keeps every estimate but those that are set, however parts stand in one another", () => {
  const minutes = fc.option(fc.integer({ min: 4, max: 90 }), { nil: undefined });
  fc.assert(
    fc.property(minutes, minutes, minutes, fc.integer({ min: 1, max: 200 }), (outer, inner, own, set) => {
      const parent = item("parent", { ...(inner ? { estimate: inner } : {}), content: [item("a"), item("b")] });
      const loose = item("d", own ? { estimate: own } : {});
      const document = documentOf(phase("part", [parent, item("c"), loose], outer ? { estimate: outer } : {}));
      const made = stateEstimates(document, new Map([["a", set]]));
      const kept = Object.entries(estimates(document)).map(([key, was]) => [key, was === 0 ? 1 : was]);
      // Where parts are stated to take longer than their whole, nothing was known of the rest.
      fc.pre(kept.every(([, was]) => was !== null));
      expect(estimates(made)).toEqual({ ...Object.fromEntries(kept), a: set });
      expect(templateDocumentSchema.safeParse(made).success).toBe(true);
    }),
  );
});
