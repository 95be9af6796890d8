import { accept } from "@/lib/domain/refusal";
import { listSigningKeys } from "@/lib/http/operations/signing-key";
import { publicRoute } from "@/lib/http/route";
import { installationKey } from "@/lib/storage/signing-key";

export const GET = publicRoute(listSigningKeys, async ({ now }) => {
  const { keys } = await installationKey(now);
  return accept({ items: keys });
});
