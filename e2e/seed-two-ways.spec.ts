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
import { leavesIn, need, ofKind, readNodes } from "./template-tree";

seedJourney(
  3,
  "two ways to go: secrets masked, the risks of one option accepted, approved by one of two, and a week of follow-ups",
  async (seed, { team: everybody, clock, open }) => {
    const team = clock.of(everybody);
    const { lead, member } = team;
    const page = await open(lead, "/templates/new");
    const importing = new ImportPage(page);
    await readSeed(importing, seed, 151);
    await expect(shown(page, "3 lines may hold a password or key")).toBeVisible();
    const dry = await json<{ secrets: { lines: [number, number] }[] }>(
      lead.api.post("/api/v1/templates?dryRun=1", { data: { markdown: seed.text } }),
    );
    await page.getByRole("switch", { name: "Mask them" }).click();
    await expect(page.getByRole("switch", { name: "Mask them" })).toBeChecked();
    const templateId = await importing.save();
    const kept = await json<{ source: string }>(lead.api.get(`/api/v1/templates/${templateId}`));
    const lines = seed.text.split("\n");
    expect(dry.secrets).toHaveLength(3);
    for (const {
      lines: [at],
    } of dry.secrets)
      expect(JSON.stringify(kept)).not.toContain(JSON.stringify(lines[at - 1]).slice(1, -1));
    const nodes = await readNodes(lead, templateId);
    const gates = ofKind(nodes, "gate");
    const deploy = need(gates[0], "gate");
    const closing = need(gates.at(-1), "last gate");

    await page.getByRole("link", { name: "Start a run" }).click();
    const form = new RunStartPage(page);
    await form.fill("Engineering Lead", team.security);
    await form.fill("CTO", team.owner);
    await form.fill("Lead", member);
    const runId = await form.start(`Two ways ${Date.now().toString(36)}`);
    const at = `/api/v1/runs/${runId}`;
    const run = new RunPage(page);
    const live = new LivePage(page);
    const poll = new PollPage(page);
    const after = new AfterPage(page);
    await page.getByRole("button", { name: `Confirm all as ${lead.name}` }).click();
    await page
      .getByRole("alertdialog", { name: "Confirm 6 items?" })
      .getByRole("button", { name: "Confirm all" })
      .click();
    await expect(page.getByRole("button", { name: /^Confirm / })).toHaveCount(0);

    // The second way: its risks are accepted, and what belongs to the first one leaves.
    const applicable = async () =>
      (await json<{ formula: { applicable: number } }>(lead.api.get(`${at}/readiness`))).formula.applicable;
    const take = async (title: string, why: string) => {
      const option = page.getByRole("listitem").filter({ has: page.getByText(title, { exact: true }) });
      await option.getByRole("button", { name: "Take this option" }).click();
      const dialog = page.getByRole("dialog", { name: `Take “${title}”?` });
      await dialog.getByLabel("Why this one?").fill(why);
      await dialog.getByRole("button", { name: "Record the choice" }).click();
      await expect(dialog).toBeHidden();
    };
    const skipping = need(
      ofKind(nodes, "choice").find(({ options }) => options?.some(({ recommended, items }) => recommended && items)),
      "choice with a recommended option",
    );
    const [first, second] = skipping.options ?? [];
    const before = await applicable();
    await take(second?.title ?? "", "The pipeline is proven, and can be mended live");
    await expect(shown(page, /^Not taken: /).first()).toBeVisible();
    const left = nodes.filter(({ key }) => first?.items?.includes(key)).flatMap(leavesIn);
    expect(left).toHaveLength(12);
    expect(await applicable()).toBe(before - 2 * left.length);
    await expect(page.getByRole("region", { name: "Accepted risks" }).first().getByRole("listitem")).toHaveCount(3);

    // One of two roles approves.
    const deployAt = nodes.indexOf(deploy);
    const gone = new Set(left.map(({ key }) => key));
    await passLeaves(
      member,
      runId,
      nodes.slice(0, deployAt).filter(({ key }) => !gone.has(key)),
    );
    await run.go("Poll");
    const approving = new PollPage(await open(team.security, `/runs/${runId}/poll`));
    await approving.sign(need(deploy.signoffs?.[0], "sign-off").title, "GO", team.security.password);
    await approving.page.close();
    await expect(poll.gate(deploy.title)).toContainText("1 of 1 sign-off given");
    await poll.recordGo(deploy.title);

    // The tag of the image is said once, and stands in the command from then on.
    const tag = `production-${Date.now().toString(36)}`;
    const blank = need(ofKind(nodes, "blank")[0], "blank");
    await page.getByRole("button", { name: "Edit run and roster" }).click();
    const editing = page.getByRole("dialog", { name: "Edit run" });
    await editing.getByLabel(blank.title).fill(tag);
    await editing.getByRole("button", { name: "Save" }).click();
    await expect(editing).toBeHidden();
    await run.go("Checklist");
    await expect(shown(page, new RegExp(tag)).first()).toBeVisible();

    // Either no migration or one that ran.
    const either = need(
      ofKind(nodes, "choice").find(({ options, either: or }) => or && options?.every(({ items }) => items)),
      "either-or",
    );
    const [none, ran] = either.options ?? [];
    await take(none?.title ?? "", "Nothing changes in the schema");
    const ways = ofKind(nodes, "choice").filter(
      ({ key, options }) => key !== either.key && key !== skipping.key && options?.some(({ items }) => items),
    );
    for (const { key, options } of ways)
      await json(
        lead.api.put(`${at}/choices/${encodeURIComponent(key)}`, {
          data: { option: options?.[1]?.key, reason: "The lower risk" },
        }),
      );

    // Step by step; the second way of the migration is none of them.
    for (const item of ran?.items ?? []) gone.add(item);
    await run.go("Go-live");
    const during = need(
      nodes.find(({ kind, stage }) => kind === "section" && stage === "during"),
      "part of deploying",
    );
    const steps = leavesIn(during).filter(({ key }) => !gone.has(key));
    for (const { title } of steps.slice(0, 5)) {
      await live.isNow(title);
      await live.done();
    }
    await live.isNow(steps[5]?.title ?? "");
    await passLeaves(member, runId, steps);

    // What was to be achieved is ticked by name.
    const criteria = need(
      nodes.find(({ kind, about }) => kind === "section" && about === "criteria"),
      "success criteria",
    );
    const achieved = leavesIn(criteria);
    const afterwards = nodes.filter(({ due }) => due !== undefined);
    const later = new Set(afterwards.flatMap(leavesIn).map(({ key }) => key));
    const signing = need(nodes.filter(({ kind, stage }) => kind === "phase" && stage === "after").at(-1), "last part");
    const last = new Set(leavesIn(signing).map(({ key }) => key));
    const ticked = new Set(achieved.map(({ key }) => key));
    const back = new Set(
      nodes
        .filter(({ stage }) => stage === "contingency")
        .flatMap(leavesIn)
        .map(({ key }) => key),
    );
    await passLeaves(
      member,
      runId,
      nodes.filter(
        ({ kind, key }) => kind === "item" && ![gone, later, last, ticked, back].some((set) => set.has(key)),
      ),
    );
    await run.go("Checklist");
    const [one, ...others] = achieved;
    await run
      .box(one?.title ?? "")
      .first()
      .click();
    await expect(run.boxAs(one?.title ?? "", "passed").first()).toBeVisible();
    await passLeaves(member, runId, others);

    // Within an hour, the same day, and within a week.
    await run.go("After");
    const dues = ofKind(afterwards, "section");
    expect(dues.map(({ due }) => due)).toEqual(["T+1h", "T+24h", "T+168h"]);
    for (const [nth, section] of dues.entries()) {
      await clock.forward([30, 20 * 60, 6 * 24 * 60][nth] ?? 0, page);
      const [quarter] = leavesIn(section).filter(({ recurs }) => recurs);
      if (quarter) await after.check(quarter.title);
      for (const { title, recurs } of leavesIn(section)) if (!recurs) await after.follow(title);
    }
    await recordChecks(member, runId);
    await expect(after.followUps).toContainText("all done or handed over");

    await run.go("Checklist");
    for (const { title } of leavesIn(signing)) {
      await run.pass(run.box(title).last());
      await expect(run.boxAs(title, "passed").last()).toBeVisible();
    }
    expect(
      (await readLeaves(lead, runId)).filter(
        ({ state, key, recurring }) =>
          state === "open" && !recurring && !gone.has(String(key)) && !back.has(String(key)),
      ),
    ).toEqual([]);
    const theirs = new PollPage(await open(member, `/runs/${runId}/poll`, { extraHTTPHeaders: clock.headers }));
    await theirs.sign(need(closing.signoffs?.[0], "sign-off").title, "GO", member.password, { gate: closing.title });
    await run.go("Poll");
    await poll.recordGo(closing.title);
    await run.close();
    await expect(shown(page, "Closed", { exact: true })).toBeVisible();
  },
);
