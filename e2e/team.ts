import { type APIRequestContext, request } from "@playwright/test";

/** One person of the workspace under test, signed in over HTTP. */
export type Person = {
  name: string;
  email: string;
  password: string;
  /** JSON in, JSON out; holds the session's cookie. */
  api: APIRequestContext;
};

export type Team = { owner: Person; lead: Person; member: Person; security: Person; auditor: Person };

export const password = "correct horse battery staple";
export const owner = { workspace: "Payments", name: "Olga Owner", email: "olga@example.test" };

/** Everybody the journeys need, made once per worker: set-up by whoever comes first, sign-in from then on. */
export async function makeTeam(baseURL: string): Promise<Team> {
  await setUp(baseURL);
  const first = await signIn(baseURL, owner.name, owner.email);
  const member = (name: string, email: string, roles: string[]) => join(baseURL, first, { name, email, roles });
  return {
    owner: first,
    lead: await member("Leo Lead", "leo@example.test", ["member", "template_editor"]),
    member: await member("Mona Member", "mona@example.test", ["member"]),
    security: await member("Sena Security", "sena@example.test", ["member"]),
    auditor: await member("Aude Auditor", "aude@example.test", ["auditor"]),
  };
}

/** A session of their own for somebody who has the password of the journeys. */
export async function signIn(baseURL: string, name: string, email: string): Promise<Person> {
  const api = await request.newContext({ baseURL });
  const answer = await api.post("/api/v1/session", { data: { email, password } });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${await answer.text()}`);
  return { name, email, password, api };
}

async function setUp(baseURL: string): Promise<void> {
  const api = await request.newContext({ baseURL });
  const code = process.env.JOURNEY_SETUP_CODE ?? "none";
  const answer = await api.post("/api/v1/setup", { data: { ...owner, code, password, sample: false } });
  // 409: an earlier journey has done it through the page.
  if (!answer.ok() && answer.status() !== 409) throw new Error(await answer.text());
  await api.dispose();
}

/** Invites somebody and takes the invitation up for them. */
export async function join(
  baseURL: string,
  from: Person,
  { name, email, roles }: { name: string; email: string; roles: string[] },
): Promise<Person> {
  const invited = await from.api.post("/api/v1/invitations", {
    data: { email, roles, password: from.password },
  });
  if (invited.ok()) {
    const { url } = (await invited.json()) as { url: string };
    const token = new URL(url).pathname.split("/").at(-1);
    const anybody = await request.newContext({ baseURL });
    const accepted = await anybody.post("/api/v1/invitations/accept", { data: { token, name, password } });
    if (!accepted.ok()) throw new Error(await accepted.text());
    await anybody.dispose();
  }
  return signIn(baseURL, name, email);
}
