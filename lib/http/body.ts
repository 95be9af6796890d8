import type { z } from "zod";
import { accept, type Problem, type Result, refuse } from "@/lib/domain/refusal";
import { type DecodedText, decodeBytes } from "@/lib/domain/text-bytes";
import { env } from "@/lib/env";
import { within } from "./time-limit";

/** Largest JSON or Markdown body that is read; evidence files have a limit of their own. */
export const bodyLimitBytes = 2 * 1024 * 1024;
/** Two levels for each of a checklist's own, which may be some thirty deep. */
const depthLimit = 80;

/** Reads at most `limit` bytes, and no longer than GONOGO_BODY_SECONDS; the rest is never taken in. */
export async function readBytes(request: Request, limit = bodyLimitBytes): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const tooLarge = refuse("too_large", `The body may hold at most ${limit} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) return tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  const until = Date.now() + env().GONOGO_BODY_SECONDS * 1000;
  while (reader) {
    // What fails here is the sender's connection: whoever hung up reads no answer, and nothing of ours broke.
    const next = await within(until - Date.now(), reader.read()).catch(() => "broken off" as const);
    if (next === "broken off") return refuse("invalid_input", "The body broke off before its end. Send it again.");
    if (next === null) {
      await reader.cancel();
      return refuse("too_slow", `The body took longer than ${env().GONOGO_BODY_SECONDS} s to arrive. Send it again.`);
    }
    const { done, value } = next;
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return tooLarge;
    }
    chunks.push(value);
  }
  return accept(Uint8Array.from(Buffer.concat(chunks)));
}

/** Bytes as the text they are, whatever the encoding; with the line and a remedy when they are none. */
export function decodeText(bytes: Uint8Array, charset?: string): Result<DecodedText> {
  const read = decodeBytes(bytes, charset);
  return "problem" in read ? refuse("invalid_input", read.problem.message, { problems: [read.problem] }) : accept(read);
}

/** Parses JSON text against a schema; says which field was wrong and what was expected. */
export function parseJson<T>(bytes: Uint8Array, schema: z.ZodType<T>): Result<T> {
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    value = text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    return refuse("invalid_input", "The body is not valid JSON in UTF-8.");
  }
  if (isTooDeep(value)) return refuse("invalid_input", `The body nests deeper than ${depthLimit} levels.`);
  return parseWith(schema, value, "body");
}

/** Parses any value from outside against a schema. */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, where: string): Result<T> {
  if (!isStorable(value)) return refuse("invalid_input", `The ${where} holds a NUL or half a character.`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return accept(parsed.data);
  const problems: Problem[] = plainIssues(parsed.error.issues)
    .slice(0, 20)
    .map(({ path, message }) => ({ path: path.map(String).join("."), message }));
  const first = problems[0];
  const detail = first ? `${first.path || where}: ${first.message}` : `The ${where} is not as expected.`;
  return refuse("invalid_input", detail, { problems });
}

/** What is wrong inside the kind of thing that was meant, instead of "fits none of ten kinds". */
function plainIssues(issues: readonly z.core.$ZodIssue[]): { path: PropertyKey[]; message: string }[] {
  return issues.flatMap((issue) => {
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
    // Whoever names the kind right and errs further down meant that one.
    const meant = issue.errors.toSorted((a, b) => Number(misnamed(a)) - Number(misnamed(b)) || a.length - b.length)[0];
    return plainIssues(meant ?? []).map(({ path, message }) => ({ path: [...issue.path, ...path], message }));
  });
}

function misnamed(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some(
    ({ path, code }) =>
      (path.length === 0 && code === "unrecognized_keys") || (path.length === 1 && path[0] === "kind"),
  );
}

/** PostgreSQL keeps neither NUL nor lone surrogates; refused here, they would be a failure there. */
function isStorable(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner));
}

export function isTooDeep(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthLimit) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}
