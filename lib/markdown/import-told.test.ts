import { describe, expect, it } from "vitest";
import { named, nodes, read } from "./sample-import";

const titles = (kind: string, ...lines: string[]) =>
  nodes(read(...lines)).flatMap((node) => (node.kind === kind && "title" in node ? [node.title] : []));

describe("in a text without boxes", () => {
  const steps = ["# Move the shop", "## Steps", "1. Stop the queue", "2. Copy the tables"];

  it.each([
    "Forbidden",
    "What to avoid",
    "Proibições",
    "À éviter",
    "Verboten",
    "Запрещено",
    "Gate authority",
    "Already done",
    "Já está ok",
    "Erledigt",
    "Meeting rule",
    "On-call obligations",
    "Eskalationskriterien",
    "Alarmierungskanäle",
  ])("what stands below %s is nothing to do", (title) => {
    const text = [...steps, `## ${title}`, "- Half a move", "- Deleting the old tables"];
    expect(titles("item", ...text)).toEqual(["Stop the queue", "Copy the tables"]);
  });

  it.each([
    ["settings that are explained", ["- `SAFE_MODE` — keeps orders back", "- `DRY_RUN` — only says what it would do"]],
    ["files that are named", ["- `docs/plan.md`", "- `config/live.env`"]],
  ])("%s are nothing to do", (_, rows) => {
    expect(titles("item", ...steps, "## Kept", ...rows)).toEqual(["Stop the queue", "Copy the tables"]);
  });

  it("a command alone is", () => {
    expect(titles("item", ...steps, "## Checks", "- `npm test`", "- `./smoke.sh`")).toHaveLength(4);
  });

  it("an entry that nobody has written yet is no step", () => {
    expect(titles("item", ...steps, "3. [TODO]")).toEqual(["Stop the queue", "Copy the tables"]);
  });
});

describe("an example", () => {
  const work = ["# Shop", "## Work", "- [ ] Copy the tables"];
  const told = [
    "- **Trigger**: latency > 2 s",
    "",
    "```bash",
    "# Stop the new one",
    "stop new",
    "# Start the old one",
    "start old",
    "```",
  ];

  it.each(["Example of a rollback", "Exemplo de rollback", "Beispiel: Rollback", "Пример отката"])(
    "%s shows how it went, and neither fires nor is done",
    (title) => {
      const text = [...work, `## ${title}`, ...told];
      expect(titles("trigger", ...text)).toEqual([]);
      expect(titles("item", ...text)).toEqual(["Copy the tables"]);
    },
  );

  it("of a checklist is one", () => {
    expect(titles("item", "# Shop", "## Example checklist", "1. Copy the tables", "2. Switch")).toEqual([
      "Copy the tables",
      "Switch",
    ]);
  });
});

describe("a heading that only says Trigger", () => {
  const below = (title: string, ...rows: string[]) => [
    "# Move the shop",
    "## Steps",
    "1. Stop",
    `## ${title}`,
    ...rows,
  ];

  it("stands over what a tool is called for, where nothing there went wrong", () => {
    const text = below("Trigger", "- Any new tag", "- Somebody asks for a move");
    expect(titles("trigger", ...text)).toEqual([]);
    expect(titles("item", ...text)).toEqual(["Stop"]);
  });

  it("stands over conditions where they say what is wrong, or in a part about going back", () => {
    expect(titles("trigger", ...below("Triggers", "- Errors > 2 %", "- Any payment fails"))).toHaveLength(2);
    expect(titles("trigger", ...below("Rollback", "### Trigger", "- Somebody asks for it"))).toHaveLength(1);
  });
});

describe("conditions for going back", () => {
  it.each([
    "When to execute a rollback",
    "Quando executar o rollback",
    "Cuándo activar el rollback",
    "Quand déclencher le rollback",
    "Quando eseguire il rollback",
  ])("stand below %s", (title) => {
    const text = ["# Shop", "## Work", "- [ ] Copy", `## ${title}`, "- Orders get lost", "- Nobody can pay"];
    expect(titles("trigger", ...text)).toEqual(["Orders get lost", "Nobody can pay"]);
  });

  it("are steps where the boxes say what was decided and who was told", () => {
    const text = [
      ...["# Shop", "## Work", "- [ ] Copy", "## Rollback decision"],
      ...["- [ ] Cause understood", "- [ ] Decision made by the lead", "- [ ] Users notified"],
    ];
    expect(titles("trigger", ...text)).toEqual([]);
    expect(titles("item", ...text)).toHaveLength(4);
  });

  it("fill a column of a table about going back", () => {
    const text = [
      ...["# Shop", "## Work", "- [ ] Copy", "## Plan de reversa", "### Escenarios"],
      ...["| Escenario | Criterio de activación | Acción |", "|---|---|---|", "| Pagos | Nadie puede pagar | Volver |"],
    ];
    expect(nodes(read(...text)).find(({ kind }) => kind === "trigger")).toMatchObject({
      title: "Pagos Nadie puede pagar",
      reactionText: "Volver",
    });
    expect(named(read(...text), "Plan de reversa")).toMatchObject({ stage: "contingency" });
  });
});

it("a bold line stands beside the ones before it, also if one begins like a period", () => {
  const text = [
    "# Shop",
    "**First bill:**",
    "- [ ] Pay",
    "**Month 2+ bills:**",
    "- [ ] Pay again",
    "**Late ones:**",
    "- [ ] Dun",
  ];
  const parts = read(...text).document.phases.flatMap((phase) => (phase.kind === "phase" ? phase.content : []));
  expect(parts.map((part) => ("title" in part ? part.title : part.kind))).toEqual([
    "First bill",
    "Month 2+ bills",
    "Late ones",
  ]);
});
