import { changeProfile } from "@/lib/data/profile.write";
import { changeProfile as operation } from "@/lib/http/operations/profile";
import { route } from "@/lib/http/route";

export const PATCH = route(operation, (ctx, { body }) => changeProfile(ctx, body));
