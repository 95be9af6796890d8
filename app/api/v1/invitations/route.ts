import { invite } from "@/lib/auth/invitation";
import { proveAgain } from "@/lib/auth/prove-again";
import { listInvitations as readInvitations } from "@/lib/data/invitation.read";
import { createInvitation, listInvitations } from "@/lib/http/operations/invitation";
import { route } from "@/lib/http/route";

export const GET = route(listInvitations, (ctx, { query }) => readInvitations(ctx, query));

export const POST = route(createInvitation, (ctx, { body }) => invite(ctx, body, () => proveAgain(ctx, body)));
