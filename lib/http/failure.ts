import { clientAddress } from "@/lib/auth/client";
import type { Actor } from "@/lib/domain/actor";

const unreachable = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "ECONNREFUSED",
  "ECONNRESET",
  "57P01",
  "57P02",
  "57P03",
  "53300",
]);

/** Raw statements keep PostgreSQL's code in their message only. */
const unreachableWords =
  /Can't reach database|Connection terminated|timeout exceeded when trying to connect|Code: `(57P0[123]|53300|08\w{3})`/;

/** True when the database, not the request, is what failed. */
export function isUnavailable(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if ("code" in cause && typeof cause.code === "string" && unreachable.has(cause.code)) return true;
    if (unreachableWords.test(cause.message)) return true;
  }
  return false;
}

/** Node's word for a caller who hung up, wherever it surfaces. */
function isHangUp(error: unknown, { signal }: Request): boolean {
  if (!(error instanceof Error)) return false;
  return (error.message === "aborted" && "code" in error && error.code === "ECONNRESET") || error === signal.reason;
}

/** One line of JSON on standard error; never the body, which may hold secrets. Who merely hung up isn't worth one. */
export function reportBug(error: unknown, request: Request): void {
  if (isHangUp(error, request)) return;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(JSON.stringify({ level: "error", method: request.method, path: pathOf(request), message, stack }));
}

const refused = new Set([401, 403, 429]);

/** Who was turned away from what and from where, as one line of JSON on standard error; nothing of what they sent. */
export function reportRefusal({ id }: { id: string }, status: number, request: Request, actor: Actor | null): void {
  if (!refused.has(status)) return;
  const who = { person: actor?.person?.id ?? null, credential: actor?.credential.kind ?? null };
  const line = { level: "warn", message: "refused", at: new Date().toISOString(), operation: id, status, ...who };
  process.stderr.write(`${JSON.stringify({ ...line, address: clientAddress(request.headers) })}\n`);
}

/** Without the secret that an address of a calendar is. */
function pathOf(request: Request): string {
  return new URL(request.url).pathname.replace(/^(\/api\/v1\/calendars\/).+/, "$1…");
}
