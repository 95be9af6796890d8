import { readContacts } from "@/lib/data/contact.read";
import { getContacts } from "@/lib/http/operations/contact";
import { route } from "@/lib/http/route";

export const GET = route(getContacts, (ctx, { params }) => readContacts(ctx, params.runId));
