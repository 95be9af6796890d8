import { createHash, randomUUID } from "node:crypto";
import type { Database } from "@/lib/data/database";
import { stateRoot } from "@/lib/domain/signature";
import type { PersonFixture } from "./world";

/** A row of somebody's approval as Engineering Lead, as the table takes it, and its ceremony: it says what its statement says. */
export async function signedRow(db: Database, runId: string, { id, name }: PersonFixture) {
  const ceremonyId = randomUUID();
  const scopeDigest = "0".repeat(64);
  const lines = [
    "Gonogo signature statement, version 1",
    `run: Release (${runId})`,
    "gate: Go live (go-live)",
    "sign-off: Engineering (engineering)",
    `signer: ${name} (${id})`,
    "role: Engineering Lead",
    "delegation: none",
    "decision: approve",
    "comment: none",
    `scope sha256: ${scopeDigest}`,
    `state root sha256: ${stateRoot([])}`,
    "covers: 0",
    "method: password",
    `issued: ${ceremonyId}`,
  ];
  const statement = Uint8Array.from(Buffer.from(`${lines.join("\n")}\n`));
  const sha256 = createHash("sha256").update(statement).digest("hex");
  const act = {
    runId,
    signoffKey: "engineering",
    personId: id,
    decision: "approve",
    method: "password",
    statement,
    sha256,
  };
  const times = { expiresAt: new Date(), usedAt: new Date() };
  await db.ceremony.create({ data: { ...act, ...times, id: ceremonyId, conditions: [], scope: {} } });
  return {
    ...act,
    gateKey: "go-live",
    printedName: name,
    role: "Engineering Lead",
    scopeDigest,
    leaves: [],
    ceremonyId,
  };
}
