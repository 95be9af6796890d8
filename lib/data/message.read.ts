import type { MessageState, MessageView } from "@/lib/domain/message";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { Context } from "./context";
import type { Prisma } from "./generated/client";
import { decodeCursor, type Page, type PageInput, pageOf, timeCursorSchema } from "./page";

/** What a view of a message is made of; never its words. */
export const viewed = {
  id: true,
  runId: true,
  kind: true,
  channel: true,
  recipient: true,
  name: true,
  subject: true,
  state: true,
  reason: true,
  attempts: true,
  createdAt: true,
  sentAt: true,
  bodySha256: true,
} as const satisfies Prisma.MessageSelect;

type Row = Prisma.MessageGetPayload<{ select: typeof viewed }>;

export function messageView(row: Row, run: string | null = null): MessageView {
  return {
    id: row.id,
    runId: row.runId,
    run,
    kind: row.kind as MessageView["kind"],
    channel: row.channel as MessageView["channel"],
    recipient: row.recipient,
    name: row.name,
    subject: row.subject,
    state: row.state as MessageView["state"],
    reason: row.reason,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    bodySha256: Buffer.from(row.bodySha256).toString("hex"),
  };
}

/** What left the workspace, or did not, latest first. */
export async function listMessages(
  ctx: Context,
  { state, ...page }: PageInput & { state?: MessageState | undefined },
): Promise<Result<Page<MessageView>>> {
  if (!may(ctx.actor, "message.read")) return refuse("forbidden", "Only admins and auditors see all messages.");
  const cursor = decodeCursor(page.cursor, timeCursorSchema);
  if (!cursor.ok) return cursor;
  const [at, id] = cursor.value ?? [];
  const rows = await ctx.db.message.findMany({
    where: {
      workspaceId: ctx.actor.workspaceId,
      ...(state ? { state } : {}),
      AND: at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {},
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: page.limit + 1,
    select: viewed,
  });
  const runs = await ctx.db.run.findMany({
    where: { id: { in: rows.flatMap(({ runId }) => runId ?? []) } },
    select: { id: true, name: true },
  });
  const names = new Map(runs.map((run) => [run.id, run.name]));
  return accept(
    pageOf(
      rows,
      page.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => messageView(row, names.get(row.runId ?? "") ?? null),
    ),
  );
}
