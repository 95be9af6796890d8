import { AfterPage } from "./after-page";
import { expect } from "./fixtures";
import { ImportPage } from "./import-page";
import { LivePage } from "./live-page";
import { PollPage } from "./poll-page";
import { passLeaves, recordChecks } from "./run-api";
import { RunPage } from "./run-page";
import { RunStartPage } from "./run-start-page";
import { joinProductOwner, readSeed, seedJourney } from "./seed-files";
import { shown } from "./shown";
import { leavesIn, need, ofKind, readNodes } from "./template-tree";

seedJourney(
  1,
  "a rollout in steps: stopped at 25 %, rolled back, begun again to 100 %, signed by five and watched for two weeks",
  async (seed, { team: everybody, clock, open, baseURL }) => {
    const pia = await joinProductOwner(baseURL, everybody);
    const team = clock.of({ ...everybody, pia });
    const { lead, member } = team;
    const page = await open(lead, "/templates/new");
    const importing = new ImportPage(page);
    await readSeed(importing, seed, 186);
    await expect(shown(page, /\d+ places mended/)).toBeVisible();
    const templateId = await importing.save();
    const nodes = await readNodes(lead, templateId);
    expect(nodes.filter(({ title }) => /[√‚Ôüœ]/.test(title))).toEqual([]);
    const phases = ofKind(nodes, "phase");
    const mustFix = nodes.filter(({ kind, severity }) => kind === "item" && severity === "critical");
    expect(mustFix).toHaveLength(3);
    const [deploy, approval, closing] = ofKind(nodes, "gate").map(({ title }) => title) as [string, string, string];

    await page.getByRole("link", { name: "Start a run" }).click();
    const form = new RunStartPage(page);
    const signers = {
      "Technical Lead": member,
      "Security Team": team.security,
      "Operations Team": team.owner,
      "Product Owner": pia,
      "Deployment Team Lead": lead,
    };
    for (const [role, person] of Object.entries(signers)) await form.fill(role, person);
    const runId = await form.start(`Rollout ${Date.now().toString(36)}`);
    const run = new RunPage(page);
    const live = new LivePage(page);
    const poll = new PollPage(page);
    await expect(run.answers).toContainText("3 critical");
    for (const { title } of mustFix) await run.pass(run.box(title));
    await expect(run.answers).not.toContainText("3 critical");
    await passLeaves(member, runId, phases.filter(({ stage }) => stage === "before").flatMap(leavesIn));
    await run.go("Poll");
    await poll.recordGo(deploy);

    // Five percent for five minutes, 25 % for ten.
    const items = nodes.slice(nodes.findIndex(({ kind, asks }) => kind === "gate" && asks === "deploy"));
    const first = items.findIndex(({ hold }) => hold !== undefined);
    const holds = items.filter(({ hold }) => hold?.traffic !== undefined);
    expect(holds.map(({ hold }) => [hold?.traffic, hold?.minutes])).toEqual([
      [5, 5],
      [25, 10],
      [50, 10],
      [100, 30],
    ]);
    const shift = async (step: (typeof holds)[number], whole: boolean) => {
      await live.isNow(step.title);
      await live.start();
      const timer = live.step.getByRole("timer", { name: "Hold" });
      await expect(timer).toContainText(/^\d+:\d\d$/);
      await expect(page.getByRole("region", { name: "Rollout" })).toContainText(`${step.hold?.traffic} %`);
      if (!whole) return;
      await clock.forward(step.hold?.minutes ?? 0, page);
      await expect(live.step).toContainText("Held as long as it must");
      await live.done();
    };
    await run.go("Go-live");
    await passLeaves(member, runId, items.slice(0, first));
    const [five, quarter] = holds;
    await shift(need(five, "first hold"), true);
    await shift(need(quarter, "second hold"), false);

    // Six percent of errors for two minutes: stop, tell everybody, go back.
    const trigger = need(
      ofKind(nodes, "trigger").find(({ expectation }) => expectation?.metric === "Error rate"),
      "trigger on errors",
    );
    await clock.forward(2, page);
    const others = new RunPage(await open(pia, `/runs/${runId}`, { extraHTTPHeaders: clock.headers }));
    await live.fire(trigger.title, "Error rate 6 % for 2 minutes");
    await expect(others.page.getByRole("complementary", { name: "Fired triggers" })).toContainText("Roll back");
    await expect(others.answers).toContainText("NO-GO");
    const back = leavesIn(
      need(
        phases.find(({ stage }) => stage === "contingency"),
        "way back",
      ),
    );
    expect(back).toHaveLength(4);
    for (const { title } of back) {
      await live.isNow(title);
      await live.done();
    }
    await live.decide("Record rollback", "All traffic is on the former version");
    await expect(live.alerts).toContainText("Rolled back, to be cleared");
    await live.clear("A pool that was too small");
    await live.decide("Begin a new attempt", "A larger pool");
    await others.page.close();

    // The second attempt goes through.
    await run.go("Poll");
    await poll.recordGo(deploy);
    await run.go("Go-live");
    await passLeaves(member, runId, items.slice(0, first));
    for (const step of holds) await shift(step, true);
    await expect(page.getByRole("region", { name: "Rollout" })).toContainText("100 %");

    const gateAt = nodes.findIndex(({ asks }) => asks === "live");
    await passLeaves(member, runId, nodes.slice(0, gateAt));
    await run.go("Poll");
    for (const [role, person] of Object.entries(signers)) {
      if (person === lead) continue;
      const theirs = new PollPage(await open(person, `/runs/${runId}/poll`, { extraHTTPHeaders: clock.headers }));
      await theirs.sign(role, "GO", person.password);
      await theirs.page.close();
    }
    await poll.sign("Deployment Team Lead", "GO", lead.password);
    await expect(poll.gate(approval)).toContainText("5 of 5 sign-offs given");
    await poll.recordGo(approval);

    // Day 1 by the hour, then week 1 and week 2.
    const hourly = need(
      nodes.find(({ recurs }) => recurs?.everyMinutes === 60),
      "hourly check",
    );
    const due = (text: string) =>
      need(
        nodes.find(
          (node) =>
            node.kind === "section" &&
            node.due === text &&
            (node.content?.length ?? 0) > 0 &&
            leavesIn(node).length > 0,
        ),
        text,
      );
    const after = new AfterPage(page);
    await run.go("After");
    for (const hour of [1, 2]) {
      await clock.forward(60, page);
      await after.check(hourly.title);
      await expect(page.getByRole("region", { name: "Behind us" })).toContainText(`${hour} recorded`);
    }
    for (const [minutes, section] of [
      [20 * 60, due("T+24h")],
      [6 * 24 * 60, due("T+168h")],
      [7 * 24 * 60, due("T+336h")],
    ] as const) {
      await clock.forward(minutes, page);
      await recordChecks(member, runId);
      for (const { title, recurs } of leavesIn(section)) if (!recurs) await after.follow(title);
    }
    await clock.forward(24 * 60, page);
    await recordChecks(member, runId);
    await expect(after.followUps).toContainText("all done or handed over");
    await run.go("Poll");
    await poll.recordGo(closing);
    await run.close();
    await expect(shown(page, "Closed", { exact: true })).toBeVisible();
  },
);
