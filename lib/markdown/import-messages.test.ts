import { describe, expect, it } from "vitest";
import type { Announcement } from "@/lib/domain/template-leaves";
import { nodes, read } from "./sample-import";

function messages(...lines: string[]): Announcement[] {
  return nodes(read(...lines)).filter((node): node is Announcement => node.kind === "announcement");
}

describe("messages", () => {
  it("are fences in a text that is about announcements as a whole", () => {
    const found = messages(
      "# Announcement templates",
      "## 24 hours before",
      "**Template:**",
      "",
      "```",
      "We move.",
      "```",
    );
    expect(found).toMatchObject([{ title: "24 hours before", moment: "24 hours before", text: "We move." }]);
  });

  it("stand below their subject up to the next heading", () => {
    const mail = [
      "**Subject:** We move tonight",
      "",
      "Hi all,",
      "",
      "- shop closed",
      "",
      "Thanks,",
      "Ops",
      "",
      "## Next",
    ];
    expect(messages("# Comms", "## Notice of work", ...mail)).toMatchObject([
      { title: "We move tonight", moment: "Notice of work", text: "Hi all,\n\n- shop closed\n\nThanks,\nOps" },
    ]);
    expect(messages("# Plan", "## Talk", ...mail)).toEqual([]);
  });

  it("are for whom the lines above say", () => {
    const fence = ["**Subject**: We move", "", "**To**: support, shops", "", "**Body**:", "", "```", "Hello", "```"];
    expect(messages("# R", "## Communication", ...fence)).toMatchObject([
      { text: "Hello", audience: "support, shops" },
    ]);
  });
});
