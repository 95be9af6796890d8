import { readFile } from "node:fs/promises";
import { expect } from "./fixtures";
import { ImportPage } from "./import-page";
import { json } from "./json";
import { PollPage } from "./poll-page";
import { passSeverity } from "./run-api";
import { RunPage } from "./run-page";
import { RunStartPage } from "./run-start-page";
import { readSeed, seedJourney } from "./seed-files";
import { shown } from "./shown";
import { leavesIn, need, ofKind, readNodes } from "./template-tree";

seedJourney(
  0,
  "a list of blockers goes from FAILED 20/100 to GO with conditions and closed",
  async (seed, { team, open }) => {
    const { lead } = team;
    const page = await open(lead, "/templates/new");
    const importing = new ImportPage(page);
    await readSeed(importing, seed, 115);
    const templateId = await importing.save();

    // Owners come from the timeline and from what the contacts are for.
    const nodes = await readNodes(lead, templateId);
    const sections = ofKind(nodes, "section");
    const owners = [...new Set(nodes.flatMap(({ owner }) => owner ?? []))];
    expect(owners.toSorted()).toEqual(["Database Team", "DevOps Team", "Network Team", "SRE Team", "Security Team"]);
    const access = need(sections[0], "section");
    expect(access).toMatchObject({ severity: "critical", owner: "DevOps Team", estimate: 30 });

    await page.getByRole("link", { name: "Start a run" }).click();
    const form = new RunStartPage(page);
    const people = { "DevOps Team": lead, "SRE Team": team.member, "Database Team": team.security };
    for (const [role, person] of Object.entries(people)) await form.fill(role, person);
    const runId = await form.start(`Blockers ${Date.now().toString(36)}`);
    const run = new RunPage(page);
    const at = `/api/v1/runs/${runId}`;

    // What the file claims stands beside what is computed.
    await expect(run.answers).toContainText("NO-GO");
    await expect(run.answers).toContainText("0 of 100, 80 required");
    const stated = ofKind(nodes, "fact").filter(({ means }) => means === "score" || means === "status");
    expect(stated.map(({ value }) => value)).toEqual(["FAILED", expect.stringMatching(/^20\/100/), expect.any(String)]);
    for (const { value } of stated) await expect(shown(page, value ?? "").first()).toBeVisible();

    // When, and who: whoever has the access to give holds up everybody else.
    await run.go("Readiness");
    const when = page.getByRole("region", { name: "When can we?" });
    await expect(when).toContainText(/Earliest GO .*\d\d:\d\d/);
    const asked = await json<{ forecast: { earliestGoAt: string | null } }>(lead.api.get(`${at}/readiness`));
    expect(Date.parse(asked.forecast.earliestGoAt ?? "")).toBeGreaterThan(Date.now());
    for (const { name } of Object.values(people))
      await expect(
        when
          .getByRole("list", { name: `Work of ${name}` })
          .getByRole("link")
          .first(),
      ).toBeVisible();
    const who = page.getByRole("region", { name: "Who holds it up?" }).getByRole("list", { name: "By person" });
    await expect(who.getByRole("listitem").first()).toContainText(lead.name);
    await expect(who).not.toContainText(team.member.name);

    await run.go("Checklist");
    for (const { title } of leavesIn(access)) {
      await run.pass(run.box(title).first());
      await expect(run.boxAs(title, "passed").first()).toBeVisible();
    }
    await run.go("Readiness");
    for (const { name } of [team.member, team.security]) await expect(who).toContainText(name);
    await expect(who).not.toContainText(lead.name);

    // A validation script reports, as a pipeline would.
    const monitoring = leavesIn(need(sections[1], "second section"));
    const { secret } = await json(
      team.owner.api.post("/api/v1/tokens", {
        data: { name: "validation", kind: "machine", scopes: ["checks", "gate"], password: team.owner.password },
      }),
    );
    const headers = { authorization: `Bearer ${secret}` };
    const checks = monitoring.map(({ key, title }, nth) => ({
      name: title,
      key,
      result: nth === 0 ? "fail" : "pass",
      detail: nth === 0 ? "No pod is ready" : "",
    }));
    await json(lead.api.post(`${at}/checks`, { headers, data: { name: "validate.sh", checks } }));
    await run.go("Checks");
    await expect(shown(page, "validate.sh").first()).toBeVisible();
    await expect(shown(page, /No pod is ready/).first()).toBeVisible();
    const again = { ...checks[0], result: "pass", detail: "" };
    await json(lead.api.post(`${at}/checks`, { headers, data: { name: "validate.sh", checks: [again] } }));

    // All critical ones done: 87, and still NO-GO.
    await passSeverity(lead, runId, "critical");
    await run.go("Checklist");
    await expect(run.answers).toContainText(/\b87(\.\d)? of 100/);
    await expect(run.answers).toContainText("NO-GO");
    await expect(run.answers).toContainText("12 high");
    const pipeline = (gate = "") => lead.api.get(`${at}/gate${gate}`, { headers });
    expect((await pipeline()).status()).toBe(409);

    const high = sections.filter(({ severity }) => severity === "high").flatMap(leavesIn);
    const warned = need(high[0], "high item");
    await run.inspect(warned.title);
    await run.act("Warned").click();
    const dialog = page.getByRole("dialog", { name: "Pass with a warning" });
    await dialog.getByLabel("How is the risk mitigated?").fill("Scanned by hand until Friday");
    await dialog.getByRole("button", { name: "Warn" }).click();
    await expect(run.boxAs(warned.title, "warned")).toBeVisible();
    await expect(run.answers).toContainText("11 high");
    await passSeverity(lead, runId, "high", [warned.key]);
    await expect(run.answers).toContainText("GO with conditions");
    const answer = await pipeline();
    expect(answer.status()).toBe(200);
    expect(await answer.json()).toMatchObject({ verdict: "go_with_conditions" });

    await run.go("Poll");
    const poll = new PollPage(page);
    const gate = need(ofKind(nodes, "gate")[0], "gate");
    expect(gate).toMatchObject({ asks: "deploy", required: 80 });
    await poll.recordGo(gate.title);
    expect((await pipeline()).status()).toBe(200);

    // The file, with its status on top and its boxes ticked.
    await page.getByRole("button", { name: "This run as Markdown" }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Download Markdown" }).press("Enter");
    const text = await readFile(await (await saved).path(), "utf8");
    const ticked = (markdown: string) => markdown.match(/^\s*- \[x\]/gm)?.length ?? 0;
    expect(ticked(seed.text)).toBe(0);
    expect(ticked(text)).toBeGreaterThan(80);
    expect(text.slice(0, 300)).toContain("GO WITH CONDITIONS (score 95 of 100, 80 required");
    expect(text).toContain("Scanned by hand until Friday");

    await run.close();
    await expect(shown(page, "Closed", { exact: true })).toBeVisible();
  },
);
