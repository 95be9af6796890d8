import { afterAll, beforeAll, expect, it } from "vitest";
import { type Call, caller, insisting, type Loose, listen, signIn } from "./instances/caller.ts";
import { type Pair, startPair } from "./instances/pair.ts";
import { withClient } from "./postgres/roles.ts";
import { until } from "./process.ts";

const password = "a long enough password";
const emails = { lead: "lead@example.test", early: "early@example.test", late: "late@example.test" };

let pair: Pair;
/** A session begun at A. */
let cookie: string;
/** A contributor's calls, with a session begun at A as well. */
let member: Call;
let insist: ReturnType<typeof insisting>;

beforeAll(async () => {
  pair = await startPair();
  const who = { workspace: "Pair", name: "Lea Lead", email: emails.lead, password };
  await insisting(caller())(pair.a, "POST", "/setup", { code: pair.setupCode, ...who, sample: false });
  cookie = await signIn(pair.a, emails.lead, password);
  insist = insisting(caller(cookie));
  for (const email of [emails.early, emails.late]) {
    const { url } = await insist(pair.a, "POST", "/invitations", { email, roles: ["member"] });
    const token = new URL(String(url)).pathname.split("/").at(-1);
    await insisting(caller())(pair.b, "POST", "/invitations/accept", { token, name: email, password });
  }
  member = caller(await signIn(pair.a, emails.early, password));
});
afterAll(() => pair?.stop());

const checklist = `---
gonogo: 1
---

# Pair

## Before {stage=before}

- [ ] Ready

> **May we?** {gate asks=deploy #may}

## During {stage=during}

- [ ] Five per cent {hold=5m traffic=5 #five}
- [ ] Everybody {#all}

## After {stage=after}

- [ ] Errors are few {every=15m for=30m #errors}

## Contacts

- **First**: first@example.test {contact tier=1}
- **Second**: second@example.test {contact tier=2}
`;

async function planRun(name: string, minutes = 0): Promise<string> {
  const template = await insist(pair.a, "POST", "/templates", { markdown: checklist });
  const about = { templateId: template.id, name, environment: "production", targetAt: null };
  const roster = { contributor: [emails.early, emails.late] };
  const { id } = await insist(pair.a, "POST", "/runs", { ...about, roster }, minutes);
  return String(id);
}

/** A run with GO, ready for its first step, as of `minutes` from now. */
async function startRun(name: string, minutes = 0): Promise<string> {
  const id = await planRun(name, minutes);
  await insist(pair.b, "PATCH", `/runs/${id}/items/ready`, { state: "passed", version: 1 }, minutes);
  await insist(pair.a, "POST", `/runs/${id}/gates/may/go`, {}, minutes);
  return id;
}

const actions = (runId: string) =>
  withClient(pair.databaseUrl, async (client) => {
    const { rows } = await client.query("select body from audit_entry where chain_id = $1 order by seq", [runId]);
    return rows.map(({ body }): Loose => JSON.parse(body));
  });
const count = async (runId: string, action: string) =>
  (await actions(runId)).filter((entry) => String(entry.action) === action).length;
const mailsTo = (address: string) => pair.mails.filter(({ to }) => to.includes(address)).length;

/** All that the queue had to send has left. */
const sent = () =>
  until(
    () =>
      withClient(pair.databaseUrl, async (client) => {
        const open = "select count(*)::int as n from message where state = 'queued'";
        return (await client.query(open)).rows[0].n === 0;
      }),
    20,
  );

it("knows at one who signed in at the other, and forgets them at both", async () => {
  const other = await signIn(pair.a, emails.early, password);
  expect((await caller(other)(pair.b, "GET", "/runs")).status).toBe(200);
  expect((await caller(other)(pair.b, "DELETE", "/session")).status).toBeLessThan(300);
  expect((await caller(other)(pair.a, "GET", "/runs")).status).toBe(401);
});

it("counts wrong passwords of both together", async () => {
  const attempt = async (at: string) =>
    (await caller()(at, "POST", "/session", { email: "guessed@example.test", password: "wrong" })).status;
  const tried: number[] = [];
  for (let n = 0; n < 10; n += 1) tried.push(await attempt(n % 2 ? pair.a : pair.b));
  expect(new Set(tried)).toEqual(new Set([401]));
  expect(await Promise.all([attempt(pair.a), attempt(pair.b)])).toEqual([429, 429]);
});

it("tells who listens at one of a tick at the other, at once and in order", async () => {
  const runId = await planRun("Told");
  const streams = await Promise.all([pair.a, pair.b].map((at) => listen(at, cookie, runId)));
  for (const [n, at] of [pair.a, pair.b, pair.a, pair.b].entries()) {
    const version = 1 + n;
    const body = { state: n % 2 ? "open" : "passed", version };
    await insist(at, "PATCH", `/runs/${runId}/items/ready`, body);
    const waited = await Promise.all(streams.map(({ carried }) => carried(new RegExp(`"version":${version + 1}\\b`))));
    expect(Math.max(...waited)).toBeLessThan(2_000);
  }
  for (const stream of streams) stream.close();
});

it("holds a step at both until its time is over, and takes its end once", async () => {
  const runId = await startRun("Held");
  const path = `/runs/${runId}/items/five`;
  await insist(pair.a, "PATCH", path, { state: "in_progress", version: 1 });
  const done = { state: "passed", version: 2 };
  const early = await Promise.all([pair.a, pair.b].map((at) => member(at, "PATCH", path, done)));
  expect(early.map(({ status, body }) => [status, body.code])).toEqual([
    [409, "hold_running"],
    [409, "hold_running"],
  ]);
  const ends = Array.from({ length: 8 }, (_, n) => member(n % 2 ? pair.a : pair.b, "PATCH", path, done, 5.1));
  const answers = await Promise.all(ends);
  expect(answers.map(({ status, body }) => [status, body.version])).toEqual(Array(8).fill([200, 3]));
  const passed = (await actions(runId)).filter(({ subject }) => String(subject?.key) === "five");
  expect(passed).toHaveLength(2);
});

it("pages every tier once, whichever of the two sends", async () => {
  const runId = await startRun("Paged");
  const pages = Array.from({ length: 6 }, (_, n) =>
    // Half an hour ago: the second tier's turn has come.
    insist(
      n % 2 ? pair.a : pair.b,
      "POST",
      `/runs/${runId}/escalations`,
      { subject: `Page ${n}`, waitMinutes: 5 },
      -30,
    ),
  );
  await Promise.all(pages);
  expect(await until(() => mailsTo("second@example.test") >= 6, 20)).toBe(true);
  expect(await sent()).toBe(true);
  expect([mailsTo("first@example.test"), mailsTo("second@example.test")]).toEqual([6, 6]);
  expect(await count(runId, "escalation.escalated")).toBe(6);
});

it("passes a missed check on once per turn and step, however often both look", async () => {
  const hours = 3;
  const runId = await startRun("Missed", -hours * 60);
  const at = (minutes: number) => new Date(Date.now() + (minutes - hours * 60) * 60_000).toISOString();
  const shifts = [
    { person: emails.early, startsAt: at(-60), endsAt: at(60) },
    { person: emails.late, startsAt: at(60), endsAt: at(600) },
  ];
  await insist(pair.b, "PUT", `/runs/${runId}/rota`, { shifts });
  for (const key of ["five", "all"])
    for (const [n, state] of ["in_progress", "passed"].entries())
      await insist(pair.a, "PATCH", `/runs/${runId}/items/${key}`, { state, version: 1 + n }, n * 6 - hours * 60);
  // The worker's next looks are brought forward instead of waiting half a minute for each.
  for (let look = 0; look < 4; look += 1) {
    const due =
      "update job set run_at = now(), state = 'waiting' where name = 'occurrence.escalate' and state = 'waiting'";
    await withClient(pair.databaseUrl, (client) => client.query(due));
    expect(await until(async () => (await count(runId, "occurrence.escalated")) >= 4, 10)).toBe(true);
  }
  expect(await sent()).toBe(true);
  expect(await count(runId, "occurrence.escalated")).toBe(4);
  // The members had one before: their invitation.
  expect([mailsTo(emails.early), mailsTo(emails.late), mailsTo(emails.lead)]).toEqual([1, 2, 1]);
});

it("goes on at one when the other is killed", async () => {
  const runId = await startRun("Survives");
  const stream = await listen(pair.b, cookie, runId);
  await insist(pair.a, "PATCH", `/runs/${runId}/items/five`, { state: "in_progress", version: 1 });
  await pair.killA();
  await stream.carried(/"version":2\b/);
  const early = await member(pair.b, "PATCH", `/runs/${runId}/items/five`, { state: "passed", version: 2 });
  expect([early.status, early.body.code]).toEqual([409, "hold_running"]);
  await insist(pair.b, "PATCH", `/runs/${runId}/items/five`, { state: "passed", version: 2 }, 5.1);
  await stream.carried(/"version":3\b/);
  stream.close();
  await insist(pair.b, "POST", `/runs/${runId}/escalations`, { subject: "One is left" });
  expect(await until(() => mailsTo("first@example.test") === 7, 20)).toBe(true);
});
