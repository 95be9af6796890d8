import { expect } from "./fixtures";
import { ImportPage } from "./import-page";
import { json } from "./json";
import { LivePage } from "./live-page";
import { PollPage } from "./poll-page";
import { passAll, passLeaves } from "./run-api";
import { RunPage } from "./run-page";
import { RunStartPage } from "./run-start-page";
import { joinProductOwner, readSeed, seedJourney } from "./seed-files";
import { shown } from "./shown";
import { leavesIn, need, ofKind, readNodes, within } from "./template-tree";

seedJourney(
  4,
  "staging, then production: three leads, four leads, a rollback in six steps, and a week after",
  async (seed, { team: everybody, clock, open, baseURL }) => {
    const pia = await joinProductOwner(baseURL, everybody);
    const team = clock.of({ ...everybody, pia });
    const { lead } = team;
    const page = await open(lead, "/templates/new");
    const importing = new ImportPage(page);
    await readSeed(importing, seed, 91);
    const templateId = await importing.save();
    const nodes = await readNodes(lead, templateId);
    const phases = ofKind(nodes, "phase");
    const gates = ofKind(nodes, "gate");
    expect(gates.map(({ asks, signoffs }) => [asks, signoffs?.length])).toEqual([
      ["approve", 3],
      ["deploy", 0],
      ["live", 4],
      ["close", 0],
    ]);
    const [staging, deploy, production, closing] = gates.map(({ title }) => title) as [string, string, string, string];

    await page.getByRole("link", { name: "Start a run" }).click();
    const form = new RunStartPage(page);
    const signers = {
      "Technical Lead": lead,
      "DevOps Lead": team.security,
      "QA Lead": team.member,
      "Product Manager": pia,
      CTO: team.owner,
    };
    for (const [role, person] of Object.entries(signers)) await form.fill(role, person);
    const runId = await form.start(`Two gates ${Date.now().toString(36)}`);
    const at = `/api/v1/runs/${runId}`;
    const run = new RunPage(page);
    const live = new LivePage(page);
    const poll = new PollPage(page);

    // An image is measured against its target.
    const sized = need(
      ofKind(nodes, "item").find(({ content }) => content?.some(({ expectation }) => expectation?.unit === "MB")),
      "item with a size",
    );
    const [backend, dashboard] = within(sized).flatMap(({ expectation }) => expectation ?? []);
    await run.inspect(sized.title);
    for (const [target, value, word] of [
      [backend, "180 MB", "As expected"],
      [dashboard, "120 MB", "Not as expected"],
      [dashboard, "85 MB", "As expected"],
    ] as const) {
      await run.inspector.getByLabel(`Measured: ${target?.metric}`, { exact: true }).fill(value);
      await expect(run.inspector.getByRole("status").filter({ hasText: word })).toBeVisible();
      await run.inspector
        .getByRole("button", { name: "Record", exact: true })
        .nth(target === backend ? 0 : 1)
        .click();
      await expect(run.inspector.getByText(value, { exact: true }).first()).toBeVisible();
    }
    await run.pass(run.box(sized.title));
    await expect(run.boxAs(sized.title, "passed")).toBeVisible();

    // Staging: its three leads, then the lead's GO, which lets production be decided.
    const before = phases.filter(({ stage }) => stage === "before").flatMap(leavesIn);
    await passLeaves(team.member, runId, before);
    const reasons = async (asks: string) => {
      const key = need(
        gates.find((gate) => gate.asks === asks),
        asks,
      ).key;
      const told = await json<{ reasons: { code: string }[] }>(lead.api.get(`${at}/readiness?gate=${key}`));
      return told.reasons.map(({ code }) => code);
    };
    expect(await reasons("live")).toContain("earlier_gate_open");
    await run.go("Poll");
    await poll.sign("Technical Lead", "GO", lead.password, { gate: staging });
    for (const [role, person] of [
      ["DevOps Lead", team.security],
      ["QA Lead", team.member],
    ] as const) {
      const theirs = new PollPage(await open(person, `/runs/${runId}/poll`));
      await theirs.sign(role, "GO", person.password, { gate: staging });
      await theirs.page.close();
    }
    await expect(poll.gate(staging)).toContainText("3 of 3 sign-offs given");
    await expect(poll.gate(deploy).getByRole("button", { name: "Record GO", exact: true })).toBeDisabled();
    await poll.recordGo(staging);

    // Production: prepared, a way chosen, and deployed.
    const choice = need(ofKind(nodes, "choice")[0], "choice");
    const option = need(
      choice.options?.find(({ recommended }) => recommended),
      "recommended option",
    );
    expect(option.title).toContain("ArgoCD");
    await run.go("Checklist");
    await page
      .getByRole("listitem")
      .filter({ hasText: option.title })
      .getByRole("button", { name: "Take this option" })
      .click();
    const choosing = page.getByRole("dialog", { name: `Take “${option.title}”?` });
    await choosing.getByLabel("Why this one?").fill("It keeps what it synced");
    await choosing.getByRole("button", { name: "Record the choice" }).click();
    await expect(shown(page, `${lead.name} decided: It keeps what it synced`)).toBeVisible();
    const production_ = need(
      phases.find(({ stage }) => stage === "during"),
      "phase of deploying",
    );
    const [prepared, steps, verified] = (production_.content ?? []).filter(({ kind }) => kind === "section");
    await passLeaves(team.member, runId, leavesIn(need(prepared, "section before")));
    await run.go("Poll");
    await poll.recordGo(deploy);
    const toDo = leavesIn(need(steps, "steps"));
    await run.go("Go-live");
    await live.isNow(toDo[0]?.title ?? "");
    await live.done();
    await live.isNow(toDo[1]?.title ?? "");
    await live.done();

    // Seven percent of errors: everybody is told, and goes back in six steps.
    const trigger = need(
      ofKind(nodes, "trigger").find(({ expectation }) => expectation?.metric === "Error rate"),
      "trigger on errors",
    );
    const pias = new RunPage(await open(pia, `/runs/${runId}`));
    await live.fire(trigger.title, "Error rate 7 %");
    await expect(pias.page.getByRole("complementary", { name: "Fired triggers" })).toContainText("Roll back");
    await expect(run.answers).toContainText("NO-GO");
    const back = leavesIn(
      need(
        phases.find(({ stage }) => stage === "contingency"),
        "way back",
      ),
    );
    expect(back).toHaveLength(6);
    await expect(page.getByRole("heading", { name: "Rollback", exact: true })).toBeVisible();
    for (const { title, hold } of back) {
      await live.isNow(title);
      if (hold) {
        await live.start();
        await expect(live.step.getByRole("timer", { name: "Hold" })).toContainText(/^(29|30):\d\d$/);
        await clock.forward(hold.minutes, page);
        await expect(live.step).toContainText("Held as long as it must");
      }
      await live.done();
    }
    await live.decide("Record rollback", "The former version answers again");
    await expect(live.alerts).toContainText("Rolled back, to be cleared");
    await expect(page.getByText(/Attempt 1 was rolled back/)).toBeVisible();
    await live.clear("The pool was too small; it has grown");
    await live.decide("Begin a new attempt", "A larger pool");

    // The second attempt, to the four signatures of production.
    await run.go("Poll");
    await expect(poll.gate(staging).getByRole("button", { name: "Reopen gate" })).toBeVisible();
    await poll.recordGo(deploy);
    await run.go("Go-live");
    for (const { title } of toDo) {
      await live.isNow(title);
      await live.done();
    }
    await passLeaves(team.member, runId, leavesIn(need(verified, "section of checks")));
    await run.go("Poll");
    await poll.sign("Technical Lead", "GO", lead.password, { gate: production });
    for (const [role, person] of [
      ["DevOps Lead", team.security],
      ["Product Manager", pia],
      ["CTO", team.owner],
    ] as const) {
      const theirs = new PollPage(await open(person, `/runs/${runId}/poll`, { extraHTTPHeaders: clock.headers }));
      await theirs.sign(role, "GO", person.password, { gate: production });
      await theirs.page.close();
    }
    await poll.recordGo(production);

    // Within an hour, a day and a week.
    const after = need(
      phases.find(({ stage }) => stage === "after"),
      "phase after",
    );
    const dues = (after.content ?? []).filter(({ kind }) => kind === "section");
    expect(dues.map(({ due }) => due)).toEqual(["T+1h", "T+24h", "T+168h"]);
    for (const [nth, section] of dues.entries()) {
      await clock.forward([30, 22 * 60, 6 * 24 * 60][nth] ?? 0, page);
      await run.go("Go-live");
      for (const { title } of leavesIn(section)) {
        await live.isNow(title);
        await live.done();
      }
      await expect(live.steps).toContainText(/\d+ of \d+ done/);
    }
    await passAll(
      lead,
      runId,
      back.map(({ title }) => title),
    );
    await run.go("Poll");
    await poll.recordGo(closing);
    await run.close();
    await expect(shown(page, "Closed", { exact: true })).toBeVisible();
  },
);
