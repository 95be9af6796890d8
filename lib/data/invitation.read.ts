import type { WorkspaceRole } from "@/lib/domain/actor";
import { may } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { readAuthors } from "./author.read";
import type { Context } from "./context";
import type { Database } from "./database";
import { decodeCursor, type Page, type PageInput, pageOf, timeCursorSchema } from "./page";

export type InvitationRow = {
  id: string;
  email: string;
  roles: WorkspaceRole[];
  createdAt: string;
  expiresAt: string;
  invitedBy: { id: string; name: string };
};

/** The open invitations of the actor's workspace, newest first. The links themselves are never shown again. */
export async function listInvitations(ctx: Context, page: PageInput): Promise<Result<Page<InvitationRow>>> {
  if (!may(ctx.actor, "people.invite")) return refuse("forbidden", "Only admins see invitations.");
  const cursor = decodeCursor(page.cursor, timeCursorSchema);
  if (!cursor.ok) return cursor;
  const [at, id] = cursor.value ?? [];
  const rows = await ctx.db.invitation.findMany({
    where: {
      workspaceId: ctx.actor.workspaceId,
      acceptedAt: null,
      revokedAt: null,
      expiresAt: { gt: ctx.now },
      ...(at && id ? { OR: [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }] } : {}),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: page.limit + 1,
  });
  const inviters = await readAuthors(
    ctx.db,
    rows.map(({ invitedById }) => invitedById),
  );
  return accept(
    pageOf(
      rows,
      page.limit,
      (row) => [row.createdAt.toISOString(), row.id],
      (row) => ({
        id: row.id,
        email: row.email,
        roles: row.roles as WorkspaceRole[],
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        invitedBy: inviters(row.invitedById),
      }),
    ),
  );
}

/** What the holder of an invitation's link sees; `hasAccount` = they join with the password they have. */
export type OpenInvitation = {
  id: string;
  email: string;
  roles: WorkspaceRole[];
  workspace: { id: string; name: string };
  hasAccount: boolean;
};

/** The invitation behind a link's digest; null once accepted, revoked or expired. */
export async function findOpenInvitation(
  db: Pick<Database, "invitation" | "person">,
  tokenHash: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<OpenInvitation | null> {
  const row = await db.invitation.findFirst({
    where: { tokenHash, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    include: { workspace: { select: { id: true, name: true } } },
  });
  if (!row) return null;
  const person = await db.person.findUnique({
    where: { email: row.email },
    select: { passwordHash: true, identities: true },
  });
  return {
    id: row.id,
    email: row.email,
    roles: row.roles as WorkspaceRole[],
    workspace: row.workspace,
    hasAccount: person !== null && (person.passwordHash !== null || person.identities.length > 0),
  };
}
