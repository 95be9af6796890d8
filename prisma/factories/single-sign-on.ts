import { GET as finishSso } from "@/app/api/v1/session/sso/return/route";
import { POST as beginSso } from "@/app/api/v1/session/sso/route";
import { type IdentityProvider, signInThere, startIdentityProvider } from "@/scripts/test/identity-provider";
import { type Visitor, visitor } from "./visitor";

/** A provider of its own for a test file; call it after testDatabase, before anything reads the environment. */
export async function useIdentityProvider(roles: Record<string, string[]>): Promise<IdentityProvider> {
  const provider = await startIdentityProvider("http://localhost:3000/api/v1/session/sso/return");
  Object.assign(process.env, {
    GONOGO_OIDC_ISSUER: provider.issuer,
    GONOGO_OIDC_CLIENT_ID: provider.clientId,
    GONOGO_OIDC_CLIENT_SECRET: provider.clientSecret,
    GONOGO_OIDC_SCOPES: "openid email profile groups",
    GONOGO_OIDC_ROLES: JSON.stringify(roles),
  });
  return provider;
}

/** Comes back from the provider with an address; gives the path it leads to. */
export async function comesBack(who: Visitor, address: string): Promise<string> {
  const { pathname, search } = new URL(address);
  const answer = await who.call(finishSso, "GET", `${pathname.replace("/api/v1", "")}${search}`);
  if (answer.status !== 303) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  const { pathname: path, search: query } = new URL(answer.headers.get("location") ?? "");
  return `${path}${query}`;
}

/** Where the provider is to be asked. */
export async function goesOut(who: Visitor, next = "/"): Promise<string> {
  const { status, body } = await who.call<{ url: string }>(beginSso, "POST", "/session/sso", { body: { next } });
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.url;
}

/** All of it: out, in there as `login`, and back. */
export async function signsInThere(login: string, who = visitor()): Promise<{ who: Visitor; path: string }> {
  return { who, path: await comesBack(who, await signInThere(await goesOut(who, "/runs"), login)) };
}
