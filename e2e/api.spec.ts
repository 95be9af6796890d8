import { expect, test } from "./fixtures";
import { json, leavesOf } from "./json";

test("the whole job over HTTP, with a token and by session where a token may not", async ({ team, run }) => {
  const { lead, security, member } = team;
  const asked = { name: "journey", kind: "personal", password: member.password };
  const { secret } = await json(member.api.post("/api/v1/tokens", { data: asked }));
  const bearer = { authorization: `Bearer ${secret}` };
  const at = `/api/v1/runs/${run.id}`;

  const tree = await json(member.api.get(at, { headers: bearer }));
  const leaves = leavesOf(tree.phases);
  expect(leaves.length).toBe(6);
  const gates = (await json(lead.api.get(`${at}/readiness`))) as unknown as {
    verdict: string;
    reasons: { code: string }[];
  };
  expect(gates.verdict).toBe("no_go");
  expect(gates.reasons.map(({ code }) => code)).toContain("critical_open");

  const closed = await member.api.get(`${at}/gate`, { headers: bearer });
  expect(closed.status()).toBe(409);

  for (const leaf of leaves) {
    const path = `${at}/items/${encodeURIComponent(leaf.key)}`;
    const ticked = await json(
      member.api.patch(path, { headers: bearer, data: { state: "passed", version: leaf.version } }),
    );
    expect(ticked).toMatchObject({ key: leaf.key, state: "passed", version: leaf.version + 1 });
  }

  const first = leaves[0]?.key ?? "";
  await json(
    member.api.post(`${at}/items/${encodeURIComponent(first)}/evidence`, {
      headers: bearer,
      multipart: { file: { name: "dump.log", mimeType: "text/plain", buffer: Buffer.from("42 tables restored\n") } },
    }),
  );

  const snapshot = (await json(lead.api.get(`${at}/snapshot`))) as unknown as {
    snapshot: { document: { phases: unknown[] } };
    you: { facts: { signerOf: string[] } };
  };
  const [leadSignoff] = snapshot.you.facts.signerOf;
  expect(leadSignoff).toBeDefined();
  const begin = `${at}/signoffs/${encodeURIComponent(leadSignoff ?? "")}`;
  const byToken = await member.api.post(`${begin}/ceremonies`, {
    headers: bearer,
    data: { decision: "approve", method: "password" },
  });
  expect(byToken.status()).toBe(403);

  for (const signer of [lead, security]) {
    const seen = (await json(signer.api.get(`${at}/snapshot`))) as unknown as typeof snapshot;
    const key = encodeURIComponent(seen.you.facts.signerOf[0] ?? "");
    const ceremony = await json(
      signer.api.post(`${at}/signoffs/${key}/ceremonies`, { data: { decision: "approve", method: "password" } }),
    );
    expect(ceremony.statement).toContain(signer.name);
    const wrong = await signer.api.post(`${at}/signoffs/${key}/signatures`, {
      data: { ceremony: ceremony.id, statement: ceremony.sha256, password: "not the password" },
    });
    expect(wrong.status()).toBe(403);
    expect((await wrong.json()).code).toBe("reauthentication_required");
    await json(
      signer.api.post(`${at}/signoffs/${key}/signatures`, {
        data: { ceremony: ceremony.id, statement: ceremony.sha256, password: signer.password },
      }),
    );
  }
});

test("errors are problem+json with a stable code, strangers and the missing alike", async ({ team, run }) => {
  const missing = await team.member.api.get("/api/v1/runs/01900000-0000-7000-8000-000000000000");
  expect(missing.status()).toBe(404);
  expect(missing.headers()["content-type"]).toContain("application/problem+json");
  expect(await missing.json()).toMatchObject({ status: 404, code: "not_found" });
  const noCall = await team.member.api.get("/api/v1/nothing-of-the-kind");
  expect(await noCall.json()).toMatchObject({ status: 404, code: "not_found" });
  const denied = await team.auditor.api.patch(`/api/v1/runs/${run.id}`, { data: { name: "Mine" } });
  expect(denied.status()).toBe(403);
  const foreign = await team.lead.api.patch(`/api/v1/runs/${run.id}`, {
    headers: { origin: "https://elsewhere.example" },
    data: { name: "Theirs" },
  });
  expect(await foreign.json()).toMatchObject({ code: "foreign_origin" });
});

test("a retry with the same key is answered once more and applied once", async ({ team, run }) => {
  const { api } = team.member;
  const [leaf] = leavesOf((await json(api.get(`/api/v1/runs/${run.id}`))).phases);
  const path = `/api/v1/runs/${run.id}/items/${encodeURIComponent(leaf?.key ?? "")}`;
  const headers = { "idempotency-key": "journey-1" };
  const first = await json(api.patch(path, { headers, data: { state: "passed", version: 1 } }));
  const again = await api.patch(path, { headers, data: { state: "passed", version: 1 } });
  expect(again.headers()["idempotency-replayed"]).toBe("true");
  expect(await again.json()).toEqual(first);
  const other = await api.patch(path, { headers, data: { state: "open", version: 2 } });
  expect(other.status()).toBe(422);
  expect(await other.json()).toMatchObject({ code: "idempotency_key_reused" });
});
