import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

export type IdentityAccount = { email?: string; email_verified?: unknown; name?: string; groups?: string[] };
export type Token = { header: Record<string, unknown>; claims: Record<string, unknown> };

/** A real OpenID provider on this machine, for the tests alone: whoever types a name of `accounts` is them. */
export type IdentityProvider = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  accounts: Map<string, IdentityAccount>;
  /** What to make of the next ID tokens, signed anew unless it gives text; null = left alone. */
  twist: ((token: Token) => Token | string) | null;
  /** The tokens as they were given out, the last one last. */
  given: string[];
  close: () => Promise<void>;
};

const clientId = "gonogo";
const clientSecret = "a secret of the tests alone";

export async function startIdentityProvider(returnUrl: string): Promise<IdentityProvider> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const self: IdentityProvider = {
    issuer,
    clientId,
    clientSecret,
    accounts: new Map(),
    twist: null,
    given: [],
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [returnUrl] }],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "tests", alg: "RS256", use: "sig" }] },
    cookies: { keys: ["tests"] },
    scopes: ["openid", "email", "profile", "groups"],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"], groups: ["groups"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...self.accounts.get(sub) }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId,
        ...(oidc.session?.accountId ? { accountId: oidc.session.accountId } : {}),
      });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
    renderError: (ctx, out) => {
      ctx.type = "text/plain";
      ctx.body = JSON.stringify(out);
    },
  });
  provider.use(async (ctx, next) => {
    await next();
    const body = ctx.body as { id_token?: string } | undefined;
    if (ctx.path !== "/token" || !body?.id_token) return;
    if (self.twist) body.id_token = twisted(body.id_token, self.twist);
    self.given.push(body.id_token);
  });
  const serve = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/accounts/")) return keepAccount(self, request, response);
    if (!request.url?.startsWith("/interaction/")) return serve(request, response);
    return interact(provider, self, request, response).catch((error: unknown) =>
      response.writeHead(500).end(String(error)),
    );
  });
  const twisted = (token: string, twist: NonNullable<IdentityProvider["twist"]>) => {
    const [header, claims] = token.split(".", 2).map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
    const made = twist({ header, claims });
    if (typeof made === "string") return made;
    const text = [made.header, made.claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const signature =
      made.header.alg === "none" ? "" : sign("sha256", Buffer.from(text), privateKey).toString("base64url");
    return `${text}.${signature}`;
  };
  return self;
}

/** `PUT /accounts/NAME` with claims: how the journeys, which run elsewhere, say who there is. */
async function keepAccount(
  { accounts }: IdentityProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const login = decodeURIComponent(request.url?.split("/").at(-1) ?? "");
  accounts.set(login, JSON.parse(await bodyOf(request)));
  response.writeHead(204).end();
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** The sign-in page: a name; one that isn't known there is turned away. */
async function interact(
  provider: Provider,
  { accounts }: IdentityProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(
      `<!doctype html><html lang="en"><title>Acme sign-in</title><link rel="icon" href="data:,"><form method="post"><label>Name at Acme <input name="login"></label>
       <button>Sign in at Acme</button></form>`,
    );
    return;
  }
  const login = new URLSearchParams(await bodyOf(request)).get("login") ?? "";
  const result = accounts.has(login) ? { login: { accountId: login } } : { error: "access_denied" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

/** What a person does in their browser: follows the address, signs in, and is sent back; gives the address they come back to. */
export async function signInThere(url: string, login: string, jar = new Map<string, string>()): Promise<string> {
  let at = url;
  for (let hops = 0; hops < 10; hops += 1) {
    const asked = at.includes("/interaction/");
    const answer = await fetch(at, {
      redirect: "manual",
      method: asked ? "POST" : "GET",
      headers: { cookie: Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ") },
      ...(asked ? { body: new URLSearchParams({ login }) } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
      if (value === "" || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    const location = answer.headers.get("location");
    if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    at = new URL(location, at).href;
    if (new URL(at).origin !== new URL(url).origin) return at;
  }
  throw new Error("The provider sends in circles");
}
