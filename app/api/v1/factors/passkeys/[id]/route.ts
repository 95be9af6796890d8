import { renamePasskey } from "@/lib/data/passkey.write";
import { renamePasskey as operation } from "@/lib/http/operations/factor";
import { route } from "@/lib/http/route";

export const PATCH = route(operation, (ctx, { params, body }) => renamePasskey(ctx, params.id, body.name));
