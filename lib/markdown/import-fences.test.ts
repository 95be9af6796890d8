import { describe, expect, it } from "vitest";
import { named, nodes, outline, read } from "./sample-import";
import { writeBack } from "./write-back";

const fence = (...rows: string[]) => ["```", ...rows, "```"];
const work = ["# Move the shop", "## Work", "- [ ] Copy the tables"];

describe("a fence without a language", () => {
  const boxes = [
    "STEP 1: Stop (5 minutes)",
    "- [ ] Stop the queue",
    "- [ ] Tell the team",
    "",
    "STEP 2: Move",
    "- [ ] Copy",
  ];

  it("is read as the checklist it holds where there is no other", () => {
    expect(
      outline(read("# Shop", "## If the disk fails", ...fence("Severity: P1", "", ...boxes))).slice(1, -1),
    ).toEqual([
      ...["  section Stop (5 minutes)", "    item Stop the queue", "    item Tell the team"],
      ...["  section Move", "    item Copy"],
    ]);
  });

  it("is ticked inside when a run is written back", () => {
    const source = ["# Shop", "## Night", ...fence(...boxes)];
    const written = writeBack(source.join("\n"), read(...source).document, {
      item: ({ title }) => ({ ticked: title === "Copy" }),
      signoff: () => ({ ticked: false, roles: [], signatures: [] }),
      status: [],
    });
    expect(written).toContain("STEP 2: Move\n- [x] Copy\n```");
  });

  it("is an example where the text has boxes outside", () => {
    expect(nodes(read(...work, "## Template", ...fence(...boxes))).filter(({ kind }) => kind === "item")).toHaveLength(
      1,
    );
  });

  it("keeps what is set in below a box with it", () => {
    const rows = ["[ ] Compare the tables:", "      select count(*)", "      from orders", "[ ] Sign in"];
    const item = named(read("# Shop", "## Night", ...fence(...rows)), "Compare the tables:");
    expect(item.content).toEqual([{ kind: "note", markdown: "select count(*)\nfrom orders", lines: [5, 6] }]);
  });

  it("is no command if it is written in Markdown", () => {
    const use = (...rows: string[]) =>
      nodes(read(...work, "## Text", ...fence(...rows))).flatMap((node) => (node.kind === "code" ? [node.use] : []));
    expect(use("# Release", "## Changes", "- Faster")).toEqual(["sample"]);
    expect(use("# Copy the tables", "copy --all")).toEqual(["command"]);
  });
});

describe("numbered entries over commands", () => {
  const steps = (title: string) => [
    ...[
      ...work,
      `## ${title}`,
      "1. Stop the queue:",
      "",
      "   ```bash",
      "   queue stop",
      "   ```",
      "2. Wait for the last one",
    ],
    ...["3. Start it:", "", "   ```bash", "   queue start", "   ```"],
  ];

  it("are steps, the ones between them too", () => {
    const items = nodes(read(...steps("Restart drill"))).filter(({ kind }) => kind === "item");
    expect(items).toHaveLength(4);
  });

  it("are none where they say how to use something", () => {
    expect(nodes(read(...steps("How to use this"))).filter(({ kind }) => kind === "item")).toHaveLength(1);
  });
});

it("an item that ends in a colon is done with the commands right below", () => {
  const command = ["", "```bash", "queue list", "```"];
  expect(named(read(...work, "- [ ] The queue runs:", ...command), "The queue runs:").content).toHaveLength(1);
  expect(named(read(...work, "- [ ] The queue runs", ...command), "The queue runs").content).toEqual([]);
});

it("what has to be there to go back is prepared", () => {
  for (const title of ["Rollback prerequisites", "Pré-requisitos para rollback", "Voraussetzungen für den Rollback"])
    expect(named(read("# Shop", `## ${title}`, "- [ ] Dump"), title)).toMatchObject({ stage: "before" });
});

describe("a heading", () => {
  it("loses the box in front of it, and is an item where nothing else is below", () => {
    const result = read(...work, "## ☐ 1. Back up", "- [ ] Export", "## ☐ 2. Tell the team", "In the channel.");
    expect(named(result, "Back up").kind).toBe("phase");
    expect(named(result, "Tell the team").content).toMatchObject([{ kind: "item", title: "Tell the team" }]);
  });

  it("that only counts is named by what stands below it", () => {
    const result = read(...work, "## Process", "### Step 1", "Name what is critical.", "### Step 2", "Try to move it.");
    const items = nodes(result).flatMap((node) => (node.kind === "item" ? [node.title] : []));
    expect(items).toEqual(["Copy the tables", "Name what is critical.", "Try to move it."]);
  });

  it("of a step keeps what its command must show", () => {
    const command = ["```bash", "# Expected people:", "# - two", "# Expected: ready", "look", "```"];
    const result = read(...work, "## Night", "### Step 1: Look", ...command);
    expect(named(result, "Look").kind).toBe("item");
    const criteria = nodes(result).flatMap((node) => (node.kind === "criterion" ? [node.title] : []));
    expect(criteria).toEqual(["Expected: ready"]);
  });
});
