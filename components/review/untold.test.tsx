import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DepartureCard } from "./departure-card";
import { TookCard } from "./took-card";

const review = { slipped: [], longest: [], timed: 0, departures: [] };

describe.each([
  ["Where time went", (untold: number) => <TookCard review={review} untold={untold} />],
  ["Not as the checklist asks", (untold: number) => <DepartureCard departures={[]} untold={untold} />],
])("%s", (_, card) => {
  it.each([
    [0, null],
    [1, "The first entry is too old to be told here; it stands in the history."],
    [1200, "The first 1200 entries are too old to be told here; they stand in the history."],
  ])("says what %s older entries leave out", (untold, words) => {
    const shown = renderToStaticMarkup(card(untold));
    if (words === null) expect(shown).not.toContain("too old");
    else expect(shown).toContain(words);
  });
});
