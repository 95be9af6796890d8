import { hkdfSync } from "node:crypto";
import { env } from "@/lib/env";

/** What a workspace's webhooks are signed with; derived from GONOGO_SECRET, so that no copy of it lies in the database. */
export function webhookSecret(workspaceId: string, version: number): string {
  const bytes = hkdfSync("sha256", env().GONOGO_SECRET, "", `gonogo webhook ${workspaceId} ${version}`, 32);
  return `whsec_${Buffer.from(bytes).toString("base64url")}`;
}
