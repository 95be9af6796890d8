import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { LivePage } from "./live-page";
import { change, itemPath } from "./run-api";
import type { Team } from "./team";

const checklist = `---
gonogo: 1
---

# Lighthouse

## Before {stage=before}

- [ ] Lamp trimmed

> **May we light it?** {gate asks=deploy #may}

## Lighting {stage=during}

- [ ] Five per cent {hold=5m traffic=5 #five}
- [ ] All of it {#all}
`;

async function startRun({ lead, member }: Team): Promise<string> {
  const template = await json(lead.api.post("/api/v1/templates", { data: { markdown: checklist } }));
  const name = `Lighthouse ${Date.now().toString(36)}`;
  const data = { templateId: template.id, name, environment: "production", targetAt: null };
  const roster = { contributor: [member.email] };
  const { id } = await json(lead.api.post("/api/v1/runs", { data: { ...data, roster } }));
  await change(lead, id, "Lamp trimmed", { state: "passed" });
  await json(lead.api.post(`/api/v1/runs/${id}/gates/may/go`, { data: {} }));
  return String(id);
}

/** Puts a browser's date three minutes ahead, as of its next page. What counts steadily isn't moved by it. */
const setDateWrong = (page: Page) =>
  page.addInitScript(() => {
    const Right = Date;
    const ahead = 180_000;
    globalThis.Date = class extends Right {
      constructor(...given: unknown[]) {
        super(...((given.length > 0 ? given : [Right.now() + ahead]) as [number]));
      }
      static override now() {
        return Right.now() + ahead;
      }
    } as DateConstructor;
  });

/** At which moments of this machine (ms) the countdown turned to each of the next `turns` numbers of seconds. */
const turnsOf = (page: Page, turns: number): Promise<[left: number, at: number][]> =>
  page.getByRole("timer", { name: "Hold" }).evaluate(
    (timer, wanted) =>
      new Promise((resolve) => {
        const seen: [number, number][] = [];
        const observer = new MutationObserver(() => {
          const [minutes = 0, seconds = 0] = (timer.textContent ?? "").split(":").map(Number);
          seen.push([minutes * 60 + seconds, performance.timeOrigin + performance.now()]);
          if (seen.length < wanted) return;
          observer.disconnect();
          resolve(seen);
        });
        observer.observe(timer, { characterData: true, childList: true, subtree: true });
      }),
    turns,
  );

/** What lies in the middle: one late frame of a busy machine is no drift. */
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test("a hold counts down alike in every browser, survives a reload, and ends early by the lead alone", async ({
  team,
  open,
}) => {
  const runId = await startRun(team);
  const lead = new LivePage(await open(team.lead, `/runs/${runId}/live`));
  const member = new LivePage(await open(team.member, `/runs/${runId}/live`));
  await setDateWrong(member.page);
  await member.page.reload();
  await lead.isNow("Five per cent");
  await lead.start();
  for (const { step } of [lead, member])
    await expect(step.getByRole("timer", { name: "Hold" })).toHaveText(/^[45]:\d\d$/);

  // By the server's clock, which is this machine's: each number at its moment, in both windows alike.
  type Steps = { steps: { hold: { endsAt: string } | null }[] };
  const { steps } = await json<Steps>(team.lead.api.get(`/api/v1/runs/${runId}/steps`));
  const ends = Date.parse(steps.find(({ hold }) => hold)?.hold?.endsAt ?? "");
  const [one, other] = await Promise.all([turnsOf(lead.page, 5), turnsOf(member.page, 5)]);
  const late = (turns: [number, number][]) => median(turns.map(([left, at]) => at - (ends - left * 1000)));
  const apart = Math.abs(late(one) - late(other));
  test
    .info()
    .annotations.push({ type: "drift", description: `${apart.toFixed(0)} ms apart, ${late(one).toFixed(0)} late` });
  expect(apart).toBeLessThan(250);
  for (const turns of [one, other]) expect(Math.abs(late(turns))).toBeLessThan(250);

  await lead.page.reload();
  const [again] = await turnsOf(lead.page, 1);
  expect(Math.abs((again?.[1] ?? 0) - (ends - (again?.[0] ?? 0) * 1000))).toBeLessThan(1000);

  // Not before its time, on the screen as for programs.
  await member.step.getByRole("button", { name: "Done before its time" }).click();
  await expect(member.page.getByRole("region", { name: "Notifications" })).toContainText("The lead can skip it");
  const early = await team.member.api.patch(itemPath(runId, "five"), { data: { state: "passed", version: 2 } });
  expect([early.status(), (await early.json()).code]).toEqual([409, "hold_running"]);

  await lead.step.getByRole("button", { name: "Done before its time" }).click();
  const dialog = lead.page.getByRole("dialog", { name: "Pass it before its time?" });
  await dialog.getByRole("button", { name: "Pass anyway" }).click();
  await expect(dialog.getByRole("textbox")).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("textbox").fill("The graphs are flat, and a storm comes");
  await dialog.getByRole("button", { name: "Pass anyway" }).click();
  await expect(dialog).toBeHidden();
  for (const live of [lead, member]) await live.isNow("All of it");
  const { items } = await json(team.lead.api.get(`/api/v1/runs/${runId}/audit?limit=200`));
  expect(JSON.stringify(items)).toContain("The graphs are flat, and a storm comes");
});
