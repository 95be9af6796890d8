import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { BlockedWords } from "./linked-text";

const links = (reason: string, link: string | null) =>
  [...renderToStaticMarkup(<BlockedWords reason={reason} link={link} />).matchAll(/href="([^"]*)"/g)].map(
    ([, href]) => href,
  );

test.each([
  ["Waits for a supplier", "https://tracker.test/1", ["https://tracker.test/1"]],
  ["See https://tracker.test/1.", "https://tracker.test/1", ["https://tracker.test/1"]],
  ["As https://tracker.test/12", "https://tracker.test/1", ["https://tracker.test/12", "https://tracker.test/1"]],
  ["See https://tracker.test/1", null, ["https://tracker.test/1"]],
])("%s, followed up at %s, leads to %j", (reason, link, expected) => {
  expect(links(reason, link)).toEqual(expected);
});
