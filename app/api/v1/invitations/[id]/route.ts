import { revokeInvitation as revoke } from "@/lib/data/invitation.write";
import { revokeInvitation } from "@/lib/http/operations/invitation";
import { route } from "@/lib/http/route";

export const DELETE = route(revokeInvitation, (ctx, { params }) => revoke(ctx, params.id));
