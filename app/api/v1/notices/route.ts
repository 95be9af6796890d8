import { listAdminNotices } from "@/lib/data/admin-notice.read";
import { listAdminNotices as operation } from "@/lib/http/operations/workspace";
import { route } from "@/lib/http/route";

export const GET = route(operation, listAdminNotices);
