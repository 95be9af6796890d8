import { createHash } from "node:crypto";
import { items } from "./checklist";
import { expect, test } from "./fixtures";
import { json } from "./json";
import { change, itemPath, passAll, sign } from "./run-api";

type Entry = {
  seq: number;
  at: string;
  action: string;
  subject: { kind: string; key: string };
  actor: { name: string } | null;
  body: string;
  hash: string;
  prevHash: string;
};

test("every change adds one entry per changed object, a replay none, and the chain has no gap", async ({
  team,
  run,
}) => {
  const { lead, member, security } = team;
  const at = `/api/v1/runs/${run.id}`;
  let seen = (await entriesOf()).length;
  /** The entries somebody's act added, by what they say. */
  const added = async (act: () => Promise<unknown>): Promise<string[]> => {
    await act();
    const entries = (await entriesOf()).slice(seen);
    seen += entries.length;
    return entries.map(({ action }) => action);
  };
  async function entriesOf(): Promise<Entry[]> {
    const page = await json<{ items: Entry[]; nextCursor: string | null }>(lead.api.get(`${at}/audit?limit=200`));
    expect(page.nextCursor).toBeNull();
    return page.items;
  }
  const tick = (key: string, headers = {}) =>
    member.api.patch(itemPath(run.id, key), { headers, data: { state: "passed", version: 1 } });

  expect(await added(() => tick("login-works", { "idempotency-key": "audit-1" }))).toEqual(["item.passed"]);
  expect(await added(() => tick("login-works", { "idempotency-key": "audit-1" }))).toEqual([]);
  expect(await added(() => tick("login-works"))).toEqual([]);
  expect(await added(() => change(member, run.id, items.login, { blocked: { reason: "No" } }))).toEqual([
    "item.blocked",
  ]);
  expect(await added(() => change(member, run.id, items.login, { blocked: null }))).toEqual(["item.unblocked"]);
  expect(await added(() => change(lead, run.id, items.rows, { assignee: member.email }))).toEqual(["item.assigned"]);
  const failure = { state: "failed", reason: "Off by one" };
  expect(await added(() => change(member, run.id, items.rows, failure))).toEqual(["item.failed"]);
  expect(await added(() => change(member, run.id, items.rows, failure))).toEqual([]);
  expect(await added(() => change(member, run.id, items.rows, { state: "open" }))).toEqual(["item.open"]);
  expect(await added(() => change(member, run.id, items.login, { state: "open" }))).toEqual(["item.open"]);
  const both = await added(() => change(member, run.id, items.restore, { state: "passed" }));
  expect(both).toEqual(["item.passed", "item.passed"]);

  const dump = (rest: string) => itemPath(run.id, "nightly-dump-copied-to-the-second-site", rest);
  const note = { data: { kind: "note", title: "Dump", text: "Copied" } };
  expect(await added(() => json(member.api.post(dump("/evidence"), note)))).toEqual(["evidence.added"]);
  expect(await added(() => json(member.api.post(dump("/comments"), { data: { body: "Slow" } })))).toEqual([
    "comment.added",
  ]);
  expect(await added(() => json(member.api.post(dump("/waivers"), { data: { reason: "Later" } })))).toEqual([
    "waiver.asked",
  ]);
  const roster = { roster: { contributor: [member.email, security.email] } };
  expect(await added(() => json(lead.api.patch(at, { data: roster })))).toEqual(["roster.changed"]);
  expect(await added(() => json(lead.api.patch(at, { data: { name: "Renamed" } })))).toEqual(["run.changed"]);
  expect(await added(() => json(lead.api.patch(at, { data: { name: "Renamed" } })))).toEqual([]);

  await passAll(member, run.id);
  seen = (await entriesOf()).length;
  const signed = await added(() => sign(lead, run.id, "technical-lead"));
  expect(signed).toEqual(["ceremony.opened", "gate.polling", "signature.given"]);
  const go = () => lead.api.post(`${at}/gates/may-we-deploy/go`, { data: {} });
  expect(await added(go)).toEqual(["gate.go"]);
  expect(await added(go)).toEqual([]);
  const reopen = () => json(lead.api.post(`${at}/gates/may-we-deploy/reopen`, { data: { reason: "One more look" } }));
  expect(await added(reopen)).toEqual(["gate.reopened"]);

  const entries = await entriesOf();
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
  let before = "0".repeat(64);
  for (const entry of entries) {
    expect(entry.prevHash).toBe(before);
    expect(entry.hash).toBe(hashOf(entry));
    before = entry.hash;
  }
});

/** As anybody can compute it: previous hash, number in 8 bytes, time, digest of the body. */
function hashOf({ prevHash, seq, at, body }: Entry): string {
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(seq));
  const digest = createHash("sha256").update(body).digest();
  return createHash("sha256")
    .update(Buffer.concat([Buffer.from(prevHash, "hex"), number, Buffer.from(at), digest]))
    .digest("hex");
}
