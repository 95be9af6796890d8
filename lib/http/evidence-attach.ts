import type { z } from "zod";
import type { Context } from "@/lib/data/context";
import { mayAttach } from "@/lib/data/evidence.read";
import { addEvidence, type EvidenceInput } from "@/lib/data/evidence.write";
import { accept, type Result } from "@/lib/domain/refusal";
import type { EvidenceRow } from "@/lib/domain/run";
import type { SecretFinding } from "@/lib/domain/secret";
import { mostFindings } from "@/lib/secret/secret-file";
import { scanSecrets } from "@/lib/secret/secret-scan";
import { evidenceStorage } from "@/lib/storage/evidence";
import { parseWith } from "./body";
import { askAboutSecrets, type KeptFile, maskedFile, secretsOfFile } from "./evidence-secrets";
import { receiveFile } from "./evidence-upload";
import type { addEvidence as operation } from "./operations/evidence";
import { uploadFields } from "./operations/evidence";
import { replayReceived } from "./replay";

type Params = { runId: string; itemKey: string };
type Body = z.infer<NonNullable<(typeof operation)["body"]>>;

/** Attaches what the body holds: JSON was parsed already, a form is streamed from the request. */
export async function attachEvidence(
  ctx: Context,
  { params, body, request }: { params: Params; body: Body | undefined; request: Request },
): Promise<Result<EvidenceRow & { secrets?: SecretFinding[] }> | Response> {
  if (!body) return attachFile(ctx, params, request);
  if (body.kind !== "note" && body.kind !== "output")
    return addEvidence(ctx, params.runId, params.itemKey, { ...body, title: body.title ?? titleOf(body) });
  const { maskSecrets, askSecrets, ...said } = body;
  const { found, masked } = await scanSecrets(said.text);
  if (askSecrets && !maskSecrets && found.length > 0) return askAboutSecrets(found);
  // A title made of the text goes into lists and the history: no credential may come with it, masked or not.
  const title = said.title ?? titleOf({ ...said, text: masked });
  const text = maskSecrets ? masked : said.text;
  return naming(found, await addEvidence(ctx, params.runId, params.itemKey, { ...said, text, title }));
}

type Added = Result<EvidenceRow & { secrets?: SecretFinding[] }>;

function naming(found: SecretFinding[], added: Result<EvidenceRow>): Added {
  return added.ok && found.length > 0 ? accept({ ...added.value, secrets: found.slice(0, mostFindings) }) : added;
}

/**
 * The blob is taken back after a refusal or a replay. After a failure of the database it stays: the answer may have
 * been lost after the commit, and a row without its bytes is worse than bytes without a row.
 */
async function attachFile(ctx: Context, params: Params, request: Request): Promise<Added | Response> {
  const allowed = await mayAttach(ctx, params.runId, params.itemKey);
  if (!allowed.ok) return allowed;
  const storage = evidenceStorage();
  const received = await receiveFile(request, storage);
  if (!received.ok) return received;
  const { fields, fileName } = received.value;
  let file: KeptFile = received.value;
  let mayBeNamed = false;
  try {
    const parsed = parseWith(uploadFields, fields, "form");
    if (!parsed.ok) return parsed;
    const title = parsed.value.title ?? (fileName.toWellFormed().replaceAll("\0", "").trim().slice(0, 200) || "File");
    const { maskSecrets = false, askSecrets = false, expiresAt } = parsed.value;
    const repeated = await replayReceived(ctx, [
      file.sha256,
      title,
      expiresAt ?? null,
      ...(maskSecrets ? ["masked"] : []),
    ]);
    if (repeated) return repeated;
    const found = await secretsOfFile(storage, received.value);
    if (askSecrets && !maskSecrets && found.length > 0) return askAboutSecrets(found);
    if (maskSecrets && found.length > 0) file = await maskedFile(storage, received.value);
    const input: EvidenceInput = { ...file, kind: "file", title, expiresAt };
    mayBeNamed = true;
    const added = await addEvidence(ctx, params.runId, params.itemKey, input);
    mayBeNamed = added.ok;
    return naming(found, added);
  } finally {
    if (!mayBeNamed) await storage.delete(file.blobKey);
  }
}

function titleOf(body: Body): string {
  if (body.kind === "link") {
    const { host, pathname } = new URL(body.url);
    return `${host}${pathname === "/" ? "" : pathname}`.slice(0, 200);
  }
  if (body.kind === "note") return body.text.split("\n")[0]?.slice(0, 120) || "Note";
  return body.kind === "value" ? "Measured value" : "Command output";
}
