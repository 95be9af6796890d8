import { AfterPage } from "./after-page";
import { expect } from "./fixtures";
import { ImportPage } from "./import-page";
import { json } from "./json";
import { LivePage } from "./live-page";
import { PollPage } from "./poll-page";
import { passLeaves, readLeaves, recordChecks } from "./run-api";
import { RunPage } from "./run-page";
import { RunStartPage } from "./run-start-page";
import { readSeed, seedJourney } from "./seed-files";
import { shown } from "./shown";
import { leavesIn, type Node, need, ofKind, readNodes, within } from "./template-tree";

seedJourney(
  2,
  "a go-live by the hour: confirmed, moved, called, rolled out with measured values, and watched for a week",
  async (seed, { team: everybody, clock, open }) => {
    const team = clock.of(everybody);
    const { lead, member } = team;
    const page = await open(lead, "/templates/new", { permissions: ["clipboard-read", "clipboard-write"] });
    const importing = new ImportPage(page);
    await readSeed(importing, seed, 180);
    const templateId = await importing.save();
    const imported = await readNodes(lead, templateId);
    const ticked = seed.text.match(/^\s*- \[x\]/gm)?.length;
    expect(ticked).toBe(20);

    // The file names nobody who decides: the team says who is called.
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    const deployGate = need(
      ofKind(imported, "gate").find(({ asks }) => asks === "deploy"),
      "gate before deploying",
    );
    const rows = page.getByRole("feed", { name: "The checklist" }).getByRole("article");
    await rows
      .filter({ hasText: deployGate.title })
      .first()
      .click({ position: { x: 300, y: 12 } });
    const details = page.getByRole("complementary", { name: "Details" });
    for (const [nth, role] of ["Operations", "Engineering"].entries()) {
      await details.getByRole("button", { name: "Add a sign-off" }).click();
      await details.getByLabel("Roles").nth(nth).fill(role);
    }
    await page.getByRole("button", { name: "Publish…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
    await expect(shown(page, "version 2", { exact: true })).toBeVisible();
    const nodes = await readNodes(lead, templateId);
    const phases = ofKind(nodes, "phase");

    await page.getByRole("link", { name: "Start a run" }).click();
    const form = new RunStartPage(page);
    const inDays = (days: number) => new Date(clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 11);
    await page.getByLabel(/^Target/).fill(`${inDays(10)}06:30`);
    await form.fill("Operations", member);
    await form.fill("Engineering", team.security);
    const runId = await form.start(`Hours ${Date.now().toString(36)}`);
    const at = `/api/v1/runs/${runId}`;
    const run = new RunPage(page);
    const live = new LivePage(page);
    const poll = new PollPage(page);
    const after = new AfterPage(page);

    // Nine ticks of the file are confirmed by name; eleven say what is to hold afterwards, and stay open.
    await expect(shown(page, /9 items were ticked in the source, and 11 that this gate/)).toBeVisible();
    await page.getByRole("button", { name: `Confirm 9 as ${lead.name}` }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Confirm 9" }).click();
    await expect(page.getByRole("button", { name: /^Confirm / })).toHaveCount(0);
    const byKey = new Map((await readLeaves(lead, runId)).map(({ key, state }) => [key, state]));
    const sourceTicked = nodes.filter(({ checked }) => checked);
    expect(sourceTicked.map(({ key }) => byKey.get(key)).filter((state) => state === "passed")).toHaveLength(9);
    const criteria = sourceTicked.filter(({ key }) => byKey.get(key) === "open");
    expect(criteria).toHaveLength(11);

    // Two days later than planned: everything that counts from the target goes along.
    const times = async () => {
      const { moments } = await json<{ moments: { key: string | null; title: string; at: string }[] }>(
        lead.api.get(`${at}/when`),
      );
      return new Map(moments.map(({ title, at: moment }) => [title, Date.parse(moment)]));
    };
    const early = need(
      nodes.find(({ due, kind }) => kind === "section" && due === "T-144h"),
      "day before",
    );
    const [dueFirst] = leavesIn(early);
    const planned = (await times()).get(dueFirst?.title ?? "") ?? 0;
    await run.go("When");
    await page.getByRole("button", { name: "Move the target…" }).click();
    const moving = page.getByRole("dialog", { name: "Move the target" });
    await moving.getByLabel(/^Target/).fill(`${inDays(12)}06:30`);
    await moving.getByRole("button", { name: /^Move it and \d+ items$/ }).click();
    await expect(moving).toBeHidden();
    expect((await times()).get(dueFirst?.title ?? "")).toBe(planned + 2 * 86_400_000);

    // One of two tools.
    const choice = need(
      ofKind(nodes, "choice").find(({ options }) => options?.some(({ title }) => title.includes("Helm"))),
      "choice of a tool",
    );
    const helm = need(
      choice.options?.find(({ title }) => title.includes("Helm")),
      "Helm",
    );
    await run.go("Checklist");
    const option = page.getByRole("listitem").filter({ hasText: helm.title });
    await option.getByRole("button", { name: "Take this option" }).click();
    const choosing = page.getByRole("dialog", { name: `Take “${helm.title}”?` });
    await choosing.getByLabel("Why this one?").fill("The charts are tested");
    await choosing.getByRole("button", { name: "Record the choice" }).click();
    await expect(choosing).toBeHidden();

    // The day before, and the roll call in the morning.
    await clock.forward(11.9 * 24 * 60, page);
    const gateAt = nodes.findIndex(({ key }) => key === deployGate.key);
    const before = [...nodes.slice(0, gateAt), ...phases.slice(3).flatMap(sectionsBefore).flatMap(leavesIn)];
    await passLeaves(member, runId, before);
    await run.go("Poll");
    const gate = poll.gate(deployGate.title);
    await gate.getByRole("button", { name: "Open a roll call" }).click();
    await page.getByRole("dialog", { name: "Open a roll call?" }).getByRole("button", { name: "Open" }).click();
    await expect(gate.getByRole("region", { name: "Roll call" }).getByRole("listitem").first()).toContainText("ASKED");
    for (const [role, person] of [
      ["Operations", member],
      ["Engineering", team.security],
    ] as const) {
      const theirs = new PollPage(await open(person, `/runs/${runId}/poll`, { extraHTTPHeaders: clock.headers }));
      await theirs.sign(role, "GO", person.password);
      await theirs.page.close();
    }
    await gate.getByRole("button", { name: "Close the roll call" }).click();
    await expect(gate.getByRole("region", { name: "Minutes of the roll call" })).toContainText(team.security.name);
    await poll.recordGo(deployGate.title);

    // 10, 50 and 100 % for 5, 10 and 30 minutes; what is measured is judged, and told.
    await run.go("Go-live");
    const liveAt = nodes.findIndex(({ asks }) => asks === "live");
    const steps = nodes.slice(gateAt, liveAt).filter(isLeaf);
    const holds = steps.filter(({ hold }) => hold?.traffic !== undefined);
    expect(holds.map(({ hold }) => [hold?.traffic, hold?.minutes])).toEqual([
      [10, 5],
      [50, 10],
      [100, 30],
    ]);
    const until = steps.slice(0, steps.indexOf(need(holds[2], "last hold")) + 1);
    const checkpoint = ofKind(nodes, "announcement").find(({ text }) => text?.startsWith("10%"));
    for (const { title, hold, expectation } of until) {
      await live.isNow(title);
      if (expectation) {
        const value = `${expectation.value / 2} ${expectation.unit}`;
        const field = live.step.getByLabel(`Measured: ${expectation.metric}`, { exact: true });
        await field.fill(value);
        await live.step.getByRole("button", { name: "Record", exact: true }).click();
        await expect(live.step.getByText("As expected").first()).toBeVisible();
      }
      if (hold) {
        await live.start();
        await expect(page.getByRole("region", { name: "Rollout" })).toContainText(`${hold.traffic} %`);
        await clock.forward(hold.minutes, page);
        await expect(live.step).toContainText("Held as long as it must");
      }
      await live.done();
      if (hold?.traffic === 10) await live.tell(need(checkpoint?.text, "words of a checkpoint"));
      else if (hold) await live.write("Checkpoint", `${hold.traffic} % of the traffic is served by the new version`);
    }
    const announced = page.getByRole("list", { name: "Announced" }).getByRole("listitem");
    await expect(announced.filter({ hasText: "Checkpoint" })).toHaveCount(3);
    const measured = await json<{ snapshot: { evidence: { kind: string }[] } }>(lead.api.get(`${at}/snapshot`));
    expect(measured.snapshot.evidence.filter(({ kind }) => kind === "value")).toHaveLength(4);

    // Declared live.
    await passLeaves(member, runId, nodes.slice(0, liveAt));
    const during = phases.slice(3).flatMap((phase) => ofKind(within(phase), "section"));
    await passLeaves(member, runId, during.filter(({ stage }) => stage === "during").flatMap(leavesIn));
    await run.go("Poll");
    await poll.recordGo(need(nodes[liveAt], "gate").title);

    // Every hour, every four hours, and from one shift to the next.
    await run.go("After");
    const every = (minutes: number) => nodes.filter(({ recurs }) => recurs?.everyMinutes === minutes);
    await clock.forward(60, page);
    await page.getByRole("button", { name: `All ${every(60).length} done` }).click();
    await expect(page.getByRole("region", { name: "Behind us" })).toContainText(`${every(60).length} recorded`);
    await clock.forward(3 * 60, page);
    await page.getByRole("button", { name: `All ${every(240).length} done` }).click();
    await expect(page.getByRole("button", { name: `All ${every(240).length} done` })).toBeHidden();
    const shift = page.getByRole("region", { name: "This shift" });
    await shift.getByRole("button", { name: "Hand over…", exact: true }).click();
    const handing = page.getByRole("dialog", { name: "Hand the shift over" });
    await handing.getByRole("combobox", { name: "To" }).fill(member.name);
    await page.getByRole("option", { name: new RegExp(`^${member.name}`) }).click();
    await handing.getByLabel("Notes").fill("Two pods restarted once");
    await handing.getByRole("button", { name: "Hand over" }).click();
    const next = await open(member, `/runs/${runId}/after`, { extraHTTPHeaders: clock.headers });
    const handed = next.getByRole("list", { name: "Hand-overs" });
    await expect(handed).toContainText("Two pods restarted once");
    await handed.getByRole("button", { name: "Take over" }).click();
    await expect(page.getByText("Taken over", { exact: true })).toBeVisible();
    await next.close();

    // A day, and a week.
    await clock.forward(20 * 60, page);
    await after.check(every(1440)[0]?.title ?? "");
    await recordChecks(member, runId);
    await clock.forward(6 * 24 * 60, page);
    await after.check(every(10_080)[0]?.title ?? "");
    await recordChecks(member, runId);
    await clock.forward(24 * 60, page);
    await recordChecks(member, runId);

    // What the file had ticked beforehand holds now.
    await run.go("Checklist");
    await page.getByRole("button", { name: `Confirm all as ${lead.name}` }).click();
    await page
      .getByRole("alertdialog", { name: "Confirm 11 items?" })
      .getByRole("button", { name: "Confirm all" })
      .click();
    await expect(page.getByRole("button", { name: /^Confirm / })).toHaveCount(0);
    await passLeaves(
      member,
      runId,
      phases
        .filter(({ stage }) => stage !== "contingency")
        .flatMap(leavesIn)
        .filter(({ recurs }) => !recurs),
    );
    await run.go("Poll");
    await poll.recordGo(need(ofKind(nodes, "gate").at(-1), "last gate").title);
    await run.close();
    await expect(shown(page, "Closed", { exact: true })).toBeVisible();
  },
);

function isLeaf(node: Node): boolean {
  return node.kind === "item" && leavesIn(node).length === 1 && leavesIn(node)[0] === node;
}

function sectionsBefore(phase: Node): Node[] {
  return within(phase).filter(({ kind, stage }) => kind === "section" && stage === "before");
}
