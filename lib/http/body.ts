import type { z } from "zod";
import { accept, type Problem, type Result, refuse } from "@/lib/domain/refusal";

/** Largest JSON or Markdown body that is read; evidence files have a limit of their own. */
export const bodyLimitBytes = 2 * 1024 * 1024;
const depthLimit = 40;

/** Reads at most `limit` bytes; the rest is never taken in. */
export async function readBytes(request: Request, limit = bodyLimitBytes): Promise<Result<Uint8Array<ArrayBuffer>>> {
  const tooLarge = refuse("too_large", `The body may hold at most ${limit} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > limit) return tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
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

/** Bytes as UTF-8; anything else is refused rather than mended. */
export function decodeText(bytes: Uint8Array): Result<string> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? refuse("invalid_input", "The body holds a NUL character.") : accept(text);
  } catch {
    return refuse("invalid_input", "The body is not valid UTF-8.");
  }
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
  const problems: Problem[] = parsed.error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  const first = problems[0];
  const detail = first ? `${first.path || where}: ${first.message}` : `The ${where} is not as expected.`;
  return refuse("invalid_input", detail, { problems });
}

/** PostgreSQL keeps neither NUL nor lone surrogates; refused here, they would be a failure there. */
function isStorable(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner));
}

function isTooDeep(root: unknown): boolean {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > depthLimit) return true;
    level = level.flatMap((value) => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
  return false;
}
