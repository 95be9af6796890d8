import { proveAgain } from "@/lib/auth/prove-again";
import { readWorkspaceSettings } from "@/lib/data/workspace-setting.read";
import { changeWorkspace } from "@/lib/data/workspace-setting.write";
import { changeWorkspace as change, getWorkspace } from "@/lib/http/operations/workspace";
import { route } from "@/lib/http/route";

export const GET = route(getWorkspace, readWorkspaceSettings);

export const PATCH = route(change, (ctx, { body }) => changeWorkspace(ctx, body, () => proveAgain(ctx, body)));
