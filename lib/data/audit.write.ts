import { createHash, randomBytes } from "node:crypto";
import type { Actor } from "@/lib/domain/actor";
import type { AuditBody, AuditSubject } from "@/lib/domain/audit-body";
import type { Transaction } from "./database";

/** What an entry says: machine-readable change, and free text that stays redactable. */
export type AuditInput = {
  action: string;
  subject: AuditSubject;
  change?: Record<string, unknown>;
  text?: string | undefined;
};

export type PreparedAudit = { body: string; text: string | null; salt: Uint8Array<ArrayBuffer> | null };

/** Builds the bytes that are hashed; the text enters only as a salted digest. */
export function prepareAudit(actor: Actor | null, input: AuditInput): PreparedAudit {
  const salt = input.text === undefined ? null : Uint8Array.from(randomBytes(16));
  const textDigest =
    salt && input.text !== undefined ? createHash("sha256").update(salt).update(input.text).digest("hex") : undefined;
  const body: AuditBody = {
    actor: actor
      ? { person: actor.person?.id ?? null, name: actor.person?.name ?? null, via: actor.credential.kind }
      : { person: null, name: null, via: "system" },
    action: input.action,
    subject: input.subject,
    ...(input.change ? { change: input.change } : {}),
    ...(textDigest ? { textDigest } : {}),
  };
  return { body: JSON.stringify(body), text: input.text ?? null, salt };
}

/** Appends one entry to the run's chain in the caller's transaction; returns its number. */
export async function auditRun(tx: Transaction, actor: Actor | null, runId: string, now: Date, input: AuditInput) {
  return append(tx, "run", runId, actor, now, input);
}

/** Appends one entry to the workspace's chain in the caller's transaction; returns its number. */
export async function auditWorkspace(
  tx: Transaction,
  actor: Actor | null,
  workspaceId: string,
  now: Date,
  input: AuditInput,
) {
  return append(tx, "workspace", workspaceId, actor, now, input);
}

async function append(
  tx: Transaction,
  kind: "run" | "workspace",
  chain: string,
  actor: Actor | null,
  now: Date,
  input: AuditInput,
): Promise<number> {
  const { body, text, salt } = prepareAudit(actor, input);
  const rows = await tx.$queryRaw<{ seq: bigint }[]>`
    select append_audit(${kind}, ${chain}, ${now}, ${body}, ${text}, ${salt}) as seq`;
  return Number(rows[0]?.seq);
}
