import { describe, expect, it } from "vitest";
import { gates, named, nodes, outline, read } from "./sample-import";
import { writeBack } from "./write-back";

const title = ["# Move the shop", "## Work", "- [ ] Copy the tables"];
const contacts = (...lines: string[]) =>
  nodes(read(...title, ...lines)).flatMap((node) =>
    node.kind === "contact" ? [[node.name, node.channel, node.topic, node.tier]] : [],
  );

describe("columns of boxes that each ask something", () => {
  const table = [
    "# Move",
    "## Shops",
    "| Shop | Region | Copied | Checked |",
    "|---|---|---|---|",
    "| North | EU | [x] | [ ] |",
    "| South | US | [ ] | [ ] |",
  ];

  it("are an item each, in the part of their row", () => {
    expect(outline(read(...table)).slice(1, -1)).toEqual([
      ...["  section North", "    note - Region: EU", "    item Copied", "    item Checked"],
      ...["  section South", "    note - Region: US", "    item Copied", "    item Checked"],
    ]);
    const checked = nodes(read(...table)).filter((node) => node.kind === "item" && node.checked);
    expect(checked).toHaveLength(1);
  });

  it("are ticked one by one when a run is written back", () => {
    const written = writeBack(table.join("\n"), read(...table).document, {
      item: ({ key }) => ({ ticked: key.includes("south") && key.includes("checked") }),
      signoff: () => ({ ticked: false, roles: [], signatures: [] }),
      status: [],
    });
    expect(written.split("\n").slice(-2)).toEqual(["| North | EU | [ ] | [ ] |", "| South | US | [ ] | [x] |"]);
  });

  it.each([
    ["Pass", "Fail"],
    ["Yes", "No"],
    ["Done", "Checked"],
  ])("are one item a row where they offer %s and %s", (one, other) => {
    const text = ["# Move", "## Shops", `| Check | ${one} | ${other} |`, "|---|---|---|", "| Login | [ ] | [ ] |"];
    expect(nodes(read(...text)).filter(({ kind }) => kind === "item")).toHaveLength(1);
  });
});

describe("a row with a box", () => {
  const rows = (header: string, cell: string) => [
    "# Move",
    "## Night",
    `| Task | ${header} | Done |`,
    "|---|---|---|",
    `| Stop the queue | ${cell} | [ ] |`,
  ];

  it("has the time of its column", () => {
    expect(named(read(...rows("Time", "22:30")), "Stop the queue")).toMatchObject({ dated: "22:30" });
    expect(named(read(...rows("When", "T-2h")), "Stop the queue")).toMatchObject({ due: "T-2h" });
    expect(named(read(...rows("Time", "soon")), "Stop the queue")).not.toHaveProperty("dated");
  });

  it("has the command of its column, where that is one", () => {
    expect(named(read(...rows("Command", "`queue stop`")), "Stop the queue").content).toMatchObject([
      { kind: "code", use: "command", text: "queue stop" },
    ]);
    expect(named(read(...rows("Command", "ask Ann")), "Stop the queue").content).toMatchObject([{ kind: "note" }]);
  });

  it("says nothing of a cell with a dash", () => {
    expect(named(read(...rows("Note", "-")), "Stop the queue").content).toEqual([]);
  });
});

describe("a table of whom to reach", () => {
  it("may name firms, with what for, and leaves out ways that nobody wrote down", () => {
    expect(
      contacts(
        ...["## Others", "| Supplier | Purpose | Phone | Email | Availability |", "|---|---|---|---|---|"],
        ...["| Acme | Network | - | noc@acme.test | 24/7 |", "| Bolt | Power | ____ | [TODO] | |"],
      ),
    ).toEqual([
      ["Acme", "noc@acme.test, Availability: 24/7", "Network", undefined],
      ["Bolt", "[TODO]", "Power", undefined],
    ]);
  });

  it("says how far up each stands", () => {
    const text = [
      "## Escalation",
      "| Level | Contact | Response time |",
      "|---|---|---|",
      "| L2 | Night shift | 15 min |",
    ];
    expect(contacts(...text)).toEqual([["Night shift", "Level: L2, Response time: 15 min", undefined, 2]]);
  });

  it("is none where the rows begin with a time", () => {
    const text = [
      "## Escalation matrix",
      "| Time | Action | Contact |",
      "|---|---|---|",
      "| 15 min | Call Ann | Phone |",
    ];
    expect(contacts(...text)).toEqual([]);
  });
});

describe("a table to sign", () => {
  it("keeps when a role signs", () => {
    const text = ["## Sign-off", "| Role | Signature |", "|---|---|", "| DPO (if names are kept) | ____ |"];
    expect(gates(read(...title, ...text))[0]?.signoffs).toMatchObject([
      { title: "DPO (if names are kept)", roles: ["DPO"] },
    ]);
  });

  it("keeps the rows nobody signs", () => {
    const text = ["## 承認", "| 項目 | 氏名 | 承認日 |", "|---|---|---|", "| 作成者 | 山田 | |", "| 承認者 | | |"];
    const result = read(...title, ...text);
    expect(gates(result).flatMap(({ signoffs }) => signoffs.map((signoff) => signoff.title))).toEqual(["承認者"]);
    expect(nodes(result)).toContainEqual(expect.objectContaining({ kind: "note", markdown: "作成者 | 山田" }));
  });
});

it("a line to sign keeps when its role signs", () => {
  const result = read(...title, "## Sign-off", "**Sponsor (major releases):** ______ Date: ____");
  expect(gates(result)[0]?.signoffs).toMatchObject([{ title: "Sponsor (major releases)", roles: ["Sponsor"] }]);
});
