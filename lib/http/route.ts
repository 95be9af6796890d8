import { actorOf } from "@/lib/auth/actor";
import type { AnonymousContext, Context } from "@/lib/data/context";
import { database } from "@/lib/data/database";
import type { Actor } from "@/lib/domain/actor";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import type { DecodedText } from "@/lib/domain/text-bytes";
import { env, strictTransport } from "@/lib/env";
import { answerJson } from "./answer";
import { decodeText, parseJson, parseWith, readBytes } from "./body";
import { ringAfter } from "./doorbell";
import { isUnavailable, reportBug, reportRefusal } from "./failure";
import { idempotencyOf } from "./idempotency";
import { countRequest } from "./metrics";
import type { Operation } from "./operation";
import { isOwnOrigin } from "./origin";
import { problemResponse } from "./problem";
import { rateOf } from "./rate-limit";
import { replay } from "./replay";
import { requestTime } from "./request-time";
import { within } from "./time-limit";

/** A body in one of the text media types an operation consumes: its text, its media type, and how it was encoded. */
export type TextBody = DecodedText & { media: string };
/** What a handler gets besides its context; `text` is null when the body is JSON or streamed. */
export type Input<P, Q, B> = { params: P; query: Q; body: B; text: TextBody | null; request: Request };

type NextContext = { params: Promise<Record<string, string>> };
type NextHandler = (request: Request, context: NextContext) => Promise<Response>;

/**
 * Serves one operation for a known actor: origin, parse, replay, call, map.
 * The handler returns a Result, or a Response when it streams or answers another media type.
 */
export function route<P, Q, B, R>(
  operation: Operation<P, Q, B, R>,
  handle: (ctx: Context, input: Input<P, Q, B>) => Promise<Result<R> | Response>,
): NextHandler {
  return guarded(operation, async (request, context) => {
    const foreign = refuseForeign(operation, request);
    if (foreign) return problemResponse(foreign);
    const actor = await actorOf(request);
    const rate = rateOf(actor, request);
    const answer = rate.refusal
      ? problemResponse(rate.refusal)
      : actor
        ? await serve(operation, handle, actor, request, context)
        : problemResponse(refuse("unauthenticated", "Sign in, or send a valid token."));
    reportRefusal(operation, answer.status, request, actor);
    return withHeaders(answer, rate.headers);
  });
}

async function serve<P, Q, B, R>(
  operation: Operation<P, Q, B, R>,
  handle: (ctx: Context, input: Input<P, Q, B>) => Promise<Result<R> | Response>,
  actor: Actor,
  request: Request,
  context: NextContext,
): Promise<Response> {
  const read = await readInput(operation, request, context);
  if (!read.ok) return problemResponse(read);
  const ctx: Context = { actor, db: database(), now: requestTime(request.headers) };
  if (operation.method !== "GET") {
    const idempotency = idempotencyOf(operation, actor, request, read.value.bytes);
    if (!idempotency.ok) return problemResponse(idempotency);
    if (idempotency.value) {
      // A streamed body is known only to the handler, which calls replayReceived.
      const later = read.value.streamed || operation.lateReplay;
      const repeated = later ? null : await replay(ctx.db, idempotency.value);
      if (repeated) return repeated;
      ctx.idempotency = idempotency.value;
    }
  }
  const result = await handle(ctx, read.value.input);
  if (operation.lateReplay && ctx.idempotency && !ctx.idempotency.recorded) {
    const repeated = await replay(ctx.db, ctx.idempotency);
    if (repeated) return repeated;
  }
  if (result.ok) ringAfter(operation, read.value.input.params);
  return respond(operation, result);
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** Serves an operation that needs nobody: same parsing and answers, no actor. */
export function publicRoute<P, Q, B, R>(
  operation: Operation<P, Q, B, R>,
  handle: (ctx: AnonymousContext, input: Input<P, Q, B>) => Promise<Result<R> | Response>,
): NextHandler {
  return guarded(operation, async (request, context) => {
    const foreign = refuseForeign(operation, request);
    if (foreign) return problemResponse(foreign);
    const rate = rateOf(null, request);
    const ask = async () => {
      const read = rate.refusal ?? (await readInput(operation, request, context));
      if (!read.ok) return problemResponse(read);
      return respond(operation, await handle({ db: database(), now: requestTime(request.headers) }, read.value.input));
    };
    const answer = await ask();
    reportRefusal(operation, answer.status, request, null);
    return withHeaders(answer, rate.headers);
  });
}

/** Counts every answer, turns what was thrown into one, and lets go of the body that HEAD doesn't want. */
function guarded(operation: Pick<Operation, "id" | "consumes">, handler: NextHandler): NextHandler {
  return async (request, context) => {
    const began = performance.now();
    const answered = handler(request, context).catch((error: unknown) => answerFailure(error, request));
    const seconds = env().GONOGO_ANSWER_SECONDS * (operation.consumes ? 10 : 1);
    const response = (await within(seconds * 1000, answered)) ?? problemResponse(tookTooLong);
    countRequest(operation, response.status, (performance.now() - began) / 1000);
    secure(response);
    // What screens count down by: `date` knows only seconds.
    response.headers.set("server-time", String(requestTime(request.headers).getTime()));
    return request.method === "HEAD" ? withoutBody(response) : response;
  };
}

const tookTooLong = refuse("unavailable", "This takes too long. Look whether it was saved before you try again.", {
  retryAfterSeconds: 5,
});

/** Data is never a page: nothing in it runs, and nobody frames it. */
function secure({ headers }: Response): void {
  if (!headers.has("content-security-policy")) {
    headers.set("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
  }
  const transport = strictTransport();
  if (transport) headers.set("strict-transport-security", transport);
}

/** Next only leaves the body unread: an open file or event stream behind it would stay open for good. */
async function withoutBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, { status: response.status, headers: response.headers });
}

function answerFailure(error: unknown, request: Request): Response {
  reportBug(error, request);
  if (isUnavailable(error)) {
    return problemResponse(
      refuse("unavailable", "The database can't be reached. Try again in a moment.", { retryAfterSeconds: 2 }),
    );
  }
  return problemResponse(
    refuse("internal", "Something broke on our side. Look whether it was saved before you try again."),
  );
}

function refuseForeign(operation: Pick<Operation, "method">, request: Request): Refusal | null {
  if (operation.method === "GET" || request.headers.has("authorization")) return null;
  if (isOwnOrigin(request.headers, env().GONOGO_URL)) return null;
  return refuse("foreign_origin", "This request comes from another site. Use Gonogo's own pages, or a token.");
}

async function readInput<P, Q, B>(
  operation: Operation<P, Q, B>,
  request: Request,
  context: NextContext,
): Promise<Result<{ input: Input<P, Q, B>; bytes: Uint8Array; streamed: boolean }>> {
  const params = await parsePart(operation.params, await context.params, "path");
  if (!params.ok) return refuse("not_found", "There is nothing here, or you may not see it.");
  const query = parsePart(operation.query, Object.fromEntries(new URL(request.url).searchParams), "query");
  if (!query.ok) return query;
  let bytes: Uint8Array = new Uint8Array();
  let body = undefined as B;
  let text: TextBody | null = null;
  let streamed = false;
  const media = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (operation.consumes?.includes(media)) {
    // Anything but text is left to the handler, which streams it: a file may be larger than what memory holds.
    if (/^text\/|[/+-]yaml$/.test(media)) {
      const read = await readBytes(request);
      if (!read.ok) return read;
      bytes = read.value;
      const decoded = decodeText(bytes, charsetOf(request));
      if (!decoded.ok) return decoded;
      text = { ...decoded.value, media };
    } else streamed = true;
  } else if (operation.body) {
    if (media !== "application/json" && request.headers.get("content-length") !== "0" && request.body) {
      const allowed = ["application/json", ...(operation.consumes ?? [])].join(", ");
      return refuse("unsupported_media_type", `Send the body as ${allowed}.`);
    }
    const read = await readBytes(request);
    if (!read.ok) return read;
    bytes = read.value;
    const parsed = parseJson(bytes, operation.body);
    if (!parsed.ok) return parsed;
    body = parsed.value;
  }
  return accept({ input: { params: params.value, query: query.value, body, text, request }, bytes, streamed });
}

function charsetOf(request: Request): string | undefined {
  return /;\s*charset="?([\w-]{1,40})/i.exec(request.headers.get("content-type") ?? "")?.[1];
}

function parsePart<T>(schema: Operation<T>["params"], value: unknown, where: string): Result<T> {
  return schema ? parseWith(schema, value, where) : accept(undefined as T);
}

function respond<R>(operation: Pick<Operation, "status">, result: Result<R> | Response): Response {
  if (result instanceof Response) return result;
  if (!result.ok) return problemResponse(result);
  if (operation.status === 204) return new Response(null, { status: 204 });
  return answerJson(result.value, operation.status);
}
