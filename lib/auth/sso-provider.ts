import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from "openid-client";
import { type Env, env } from "@/lib/env";
import { fetchFrom } from "./sso-fetch";

const timeoutSeconds = 5;
const keptMilliseconds = 10 * 60_000;

let kept: { key: string; until: number; provider: Configuration } | undefined;

/** What the button says; null where no provider is set. */
export function ssoName(): string | null {
  return env().GONOGO_OIDC_ISSUER ? env().GONOGO_OIDC_NAME : null;
}

/** Where the provider sends people back to: to be registered there. */
export function ssoReturnUrl(): string {
  return `${env().GONOGO_URL}/api/v1/session/sso/return`;
}

/** The provider as it describes itself, asked anew every ten minutes; throws when it can't be reached. */
export async function ssoProvider(): Promise<Configuration> {
  const { GONOGO_OIDC_ISSUER: issuer, GONOGO_OIDC_CLIENT_ID: clientId, GONOGO_OIDC_CLIENT_SECRET: secret } = env();
  if (!issuer || !clientId) throw new Error("GONOGO_OIDC_ISSUER is not set");
  const key = `${issuer} ${clientId} ${secret ?? ""}`;
  if (kept?.key === key && kept.until > Date.now()) return kept.provider;
  const provider = await discover(new URL(issuer), clientId, secret);
  kept = { key, until: Date.now() + keptMilliseconds, provider };
  return provider;
}

async function discover(issuer: URL, clientId: string, secret: string | undefined): Promise<Configuration> {
  const fetch = fetchFrom(originsOf(issuer, env()));
  const local = issuer.protocol === "http:" ? [allowInsecureRequests] : [];
  const found = await discovery(issuer, clientId, undefined, undefined, {
    [customFetch]: fetch,
    timeout: timeoutSeconds,
    execute: local,
  });
  const server = found.serverMetadata();
  const basic = server.token_endpoint_auth_methods_supported?.includes("client_secret_basic") ?? true;
  const proof = secret === undefined ? None() : basic ? ClientSecretBasic(secret) : ClientSecretPost(secret);
  const provider = new Configuration(server, clientId, undefined, proof);
  provider[customFetch] = fetch;
  provider.timeout = timeoutSeconds;
  for (const use of local) use(provider);
  // The signature of every ID token is checked with the provider's keys, TLS or not.
  enableNonRepudiationChecks(provider);
  return provider;
}

function originsOf(issuer: URL, { GONOGO_OIDC_ORIGINS: more }: Env): ReadonlySet<string> {
  return new Set([issuer.origin, ...more.split(/\s+/).filter(Boolean)]);
}
