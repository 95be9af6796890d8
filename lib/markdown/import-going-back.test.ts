import { describe, expect, it, test } from "vitest";
import { nodes, outline, read } from "./sample-import";
import { stageOf } from "./stages";

/** Kind and title of what stands in the phases. */
function found(...lines: string[]): string[] {
  return nodes(read(...lines)).flatMap((node) =>
    "title" in node && node.kind !== "gate" ? [`${node.kind} ${node.title}`] : [],
  );
}

describe("boxes under a heading about rollback triggers", () => {
  it("stay tasks where they say what to do or what is settled", () => {
    const source = ["# Back", "## Rollback trigger", "- [ ] Confirm the alarm is real", "- [ ] Announce the decision"];
    expect(found(...source, "## Rollback decision", "- [ ] Decision confirmed by the lead")).toEqual([
      "phase Rollback trigger",
      "item Confirm the alarm is real",
      "item Announce the decision",
      "phase Rollback decision",
      "item Decision confirmed by the lead",
    ]);
  });

  it("are none below an item that only checks whether they are known", () => {
    const source = [
      "# Back",
      "- [ ] **Rollback decision**: verify the team knows",
      "  - Criteria: a tree",
      "  - Place: wiki",
    ];
    expect(read(...source).counts.triggers).toBe(0);
  });

  it("are entries that say when to react, in any list", () => {
    const source = [
      "# R",
      "- [ ] A",
      "## Hotfix",
      "- If crash rate > 2% → halt rollout",
      "- If sales fail -> roll back",
    ];
    expect(
      nodes(read(...source)).flatMap((node) => (node.kind === "trigger" ? [[node.title, node.tier]] : [])),
    ).toEqual([
      ["If crash rate > 2%", "investigate"],
      ["If sales fail", "rollback"],
    ]);
  });

  it("fire otherwise, in headings below it too", () => {
    const source = [
      "# Back",
      "- [ ] A",
      "## Automatic halt rules",
      "### Speed",
      "- P95 > 2s",
      "### Steps",
      "1. Stop",
      "## End",
    ];
    expect(found(...source).slice(2, -1)).toEqual([
      "phase Automatic halt rules",
      "section Speed",
      "trigger P95 > 2s",
      "section Steps",
      "item Stop",
    ]);
    expect(nodes(read(...source)).find(({ kind }) => kind === "trigger")).toMatchObject({ tier: "investigate" });
  });
});

describe("a list below a subheading of rollback criteria", () => {
  const under = (...rows: string[]) => read("# Back", "- [ ] A", "## Rollback criteria", "### Here", ...rows).counts;

  it("holds no triggers where it says what there is", () => {
    const source = ["# Back", "- [ ] A", "## Rollback criteria", "- Error rate > 5%", "### Backup"];
    expect(
      found(...source, "- Nightly dump is in S3", "- Restore takes 20 minutes").filter((each) => /^trig/.test(each)),
    ).toEqual(["trigger Error rate > 5%"]);
    expect(under("- [ ] Dump is in S3", "- [ ] No other deployment runs").triggers).toBe(0);
    expect(under("**Backup**", "- Nightly dump is in S3").triggers).toBe(0);
    expect(under("| Copy | Place |", "| --- | --- |", "| Dump | S3 |").triggers).toBe(0);
  });

  it.each([
    ["a threshold", "- P95 latency > 2s", "- 5xx rate at 3 %"],
    ["a condition", "- Payments cannot be made", "- Data is lost"],
    ["what it calls for", "- Two angry customers → roll back"],
    ["a table", "| Seen | Then |", "| --- | --- |", "| Login fails | Roll back |"],
    ["a box", "- [ ] If sales drop", "- [ ] Any security incident"],
    ["German", "- Anmeldung nicht möglich", "- Fehlerquote steigt"],
    ["French", "- La base est indisponible", "- Échec des paiements"],
    ["Spanish", "- El servicio no responde", "- Si caen las ventas"],
    ["Portuguese", "- Falha no login", "- Perda de dados"],
    ["Italian", "- Errori di pagamento", "- Se il login non funziona"],
    ["Russian", "- Сервис недоступен", "- Если растут ошибки"],
    ["Chinese", "- 无法登录", "- 错误率上升"],
    ["Japanese", "- ログインできない場合", "- エラーが増える"],
    ["Korean", "- 로그인 실패", "- 데이터 손실"],
  ])("holds triggers with %s", (_, ...rows) => {
    expect(under(...rows).triggers).toBe(rows.filter((row) => !/^\| (?:Seen|---)/.test(row)).length);
  });

  it("holds triggers as a whole where most of them say so", () => {
    expect(under("- Login fails", "- Latency > 2s", "- Angry customers").triggers).toBe(3);
  });
});

it("prepares going back where the words say so in other languages", () => {
  const result = read("# R", "## Plano de rollback", "- [ ] Plano documentado", "- [ ] Teste realizado (se possível)");
  expect(result.document.phases[0]).toMatchObject({ stage: "before" });
});

it("does not take a last known good version for preparation", () => {
  const result = read("# Back", "## Technical rollback", "- [ ] Find the last known good tag");
  expect(result.document.phases[0]).toMatchObject({ stage: "contingency" });
});

it("has no step where nobody has written one", () => {
  expect(outline(read("# Back", "- [ ] A", "## Rollback", "- …")).slice(2, 4)).toEqual([
    "phase Rollback",
    "  note - …",
  ]);
});

test.each([
  ["Pre-failover assessment", "before"],
  ["Post-failover validation", "after"],
  ["Day-of", "during"],
  ["Durante o deploy", "during"],
  ["Secuencia de publicación (web)", "during"],
  ["Verificación post-publicación", "after"],
  ["実施", "during"],
  ["Launch-Prozess", "during"],
  ["배포 절차", "during"],
])("%s is for %s", (title, stage) => {
  expect(stageOf(title)).toBe(stage);
});
