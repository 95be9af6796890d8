import { readAnnouncements } from "@/lib/data/announcement.read";
import { sendAnnouncement as send } from "@/lib/data/announcement.write";
import { listAnnouncements, sendAnnouncement } from "@/lib/http/operations/announcement";
import { route } from "@/lib/http/route";

export const GET = route(listAnnouncements, (ctx, { params }) => readAnnouncements(ctx, params.runId));

export const POST = route(sendAnnouncement, (ctx, { params, body }) => send(ctx, params.runId, body));
