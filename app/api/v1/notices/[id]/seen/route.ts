import { markNoticeSeen } from "@/lib/data/admin-notice.write";
import { markNoticeSeen as operation } from "@/lib/http/operations/workspace";
import { route } from "@/lib/http/route";

export const POST = route(operation, (ctx, { params }) => markNoticeSeen(ctx, params.id));
