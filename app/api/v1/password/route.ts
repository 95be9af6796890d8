import { changePassword as change } from "@/lib/auth/password";
import { changePassword } from "@/lib/http/operations/password";
import { route } from "@/lib/http/route";

export const PUT = route(changePassword, (ctx, { body }) => change(ctx, body));
