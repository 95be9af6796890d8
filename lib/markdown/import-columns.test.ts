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

describe("a column", () => {
  it("of what is signed says it", () => {
    const text = [
      "## Launch approval",
      "| Item | Approver | Status |",
      "|---|---|---|",
      "| Launch | CTO | ⬜ |",
      "| Close | PM | ⬜ |",
    ];
    expect(gates(read(...title, ...text))[0]?.signoffs).toMatchObject([
      { roles: ["CTO"], wording: "Launch" },
      { roles: ["PM"], wording: "Close" },
    ]);
  });

  it("of owners says who signs where every row is a sign-off", () => {
    const header = ["## Staging sign-off", "| # | Item | Owner | Status |", "|---|---|---|---|"];
    const signed = [...header, "| 1 | Security sign-off | CISO | ⬜ |", "| 2 | QA approval | QA Lead | ⬜ |"];
    const [gate] = gates(read("# Move", "## Staging", "- [ ] Copy", ...signed));
    expect(gate?.signoffs.map(({ roles, wording }) => [...roles, wording])).toEqual([
      ["CISO", "Security sign-off"],
      ["QA Lead", "QA approval"],
    ]);
    const mixed = [...header, "| 1 | Security sign-off | CISO | ⬜ |", "| 2 | Tables copied | DBA | ⬜ |"];
    expect(gates(read("# Move", "## Staging", "- [ ] Copy", ...mixed)).flatMap(({ signoffs }) => signoffs)).toEqual([]);
  });

  it("to sign in is read the same once a run has ticked it", () => {
    const text = [...title, "## Sign-off", "| Role | Status |", "|---|---|", "| CTO | ⬜ |", "| Security lead | ⬜ |"];
    const written = writeBack(text.join("\n"), read(...text).document, {
      item: () => ({ ticked: true }),
      signoff: ({ roles }) => ({ ticked: true, roles, signatures: [{ words: "Ann", when: "today" }] }),
      status: [],
    });
    expect(written).toContain("| CTO | ✅");
    expect(gates(read(...written.split("\n")))).toMatchObject(
      gates(read(...text)).map(({ key, signoffs }) => ({ key, signoffs: signoffs.map(({ roles }) => ({ roles })) })),
    );
  });

  it("for GO beside one for NO-GO is where each row decides", () => {
    const table = (row: string) => [
      ...title,
      "## Sign-off",
      "| Team | GO | NO-GO |",
      "|---|---|---|",
      row,
      "| Security | ☐ | ☐ |",
    ];
    const [gate] = gates(read(...table("| Engineering | ☐ | ☐ |")));
    expect(gate?.signoffs.map(({ roles }) => roles)).toEqual([["Engineering"], ["Security"]]);
    const told = gates(read(...table("| Engineering | all is well | nothing works |")));
    expect(told.flatMap(({ signoffs }) => signoffs)).toEqual([]);
  });

  it("of targets says what is judged by", () => {
    const table = [
      "## Goals",
      "| Metric | Target | Actual |",
      "|---|---|---|",
      "| **Errors** | < 1 % | |",
      "| Load | < 2 s | ___ |",
    ];
    expect(nodes(read(...title, ...table)).filter(({ kind }) => kind === "criterion")).toMatchObject([
      { title: "Errors < 1 %", expectation: { metric: "Errors", value: 1 } },
      { title: "Load < 2 s", expectation: { metric: "Load", value: 2 } },
    ]);
    const alerts = [
      "## Alerts",
      "| Metric | Threshold | Action |",
      "|---|---|---|",
      "| Errors | < 1 % | Call |",
      "| Load | < 2 s | Call |",
    ];
    expect(nodes(read(...title, ...alerts)).filter(({ kind }) => kind === "criterion")).toEqual([]);
  });

  it("of intervals says when a check comes back, for as long as its part lasts", () => {
    const table = (heading: string) => [
      ...["# Move", "## After launch", `### ${heading}`, "| Item | Check interval | Status |", "|---|---|---|"],
      "| Queue is short | Every 5 min | ⬜ |",
    ];
    expect(named(read(...table("First 2 hours")), "Queue is short")).toMatchObject({
      recurs: { everyMinutes: 5, forMinutes: 120 },
    });
    expect(named(read(...table("Watch")), "Queue is short")).not.toHaveProperty("recurs");
  });
});

it.each([
  ["- Security lead: [name]", "Security lead"],
  ["- 承認: `<name>`", "Lead"],
])("below a heading to sign, %s is to be signed", (row, role) => {
  expect(gates(read(...title, "## Sign-off サインオフ", row))[0]?.signoffs).toMatchObject([{ roles: [role] }]);
});

it("a line to sign keeps when its role signs", () => {
  const result = read(...title, "## Sign-off", "**Sponsor (major releases):** ______ Date: ____");
  expect(gates(result)[0]?.signoffs).toMatchObject([{ title: "Sponsor (major releases)", roles: ["Sponsor"] }]);
});
