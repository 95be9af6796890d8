import { askPasskeyToSign, noPasskeysHere } from "@/lib/auth/passkey";
import { openCeremony } from "@/lib/data/ceremony.write";
import { openCeremony as operation } from "@/lib/http/operations/signing";
import { route } from "@/lib/http/route";

export const POST = route(operation, async (ctx, { params, body }) => {
  const opened = await openCeremony(ctx, params.runId, params.key, body);
  const { person } = ctx.actor;
  if (!opened.ok || body.method !== "passkey" || !person) return opened;
  const passkey = await askPasskeyToSign(ctx.db, person.id, opened.value.sha256);
  return passkey ? { ...opened, value: { ...opened.value, passkey: { ...passkey } } } : noPasskeysHere;
});
