import { expect } from "@playwright/test";

type Mail = { to: string[]; text: string };

const mailbox = process.env.JOURNEY_MAILBOX ?? "";

/** Whether a mail server stands beside the app; `npm run dev` has none. */
export const hasMailbox = mailbox !== "";
export const hookUrl = `${mailbox}/hook`;

/** The texts of all mails to somebody so far that say something. */
export async function mailsTo(address: string, saying: string): Promise<string[]> {
  const mails = (await (await fetch(`${mailbox}/mails`)).json()) as Mail[];
  return mails.filter(({ to, text }) => to.includes(address) && text.includes(saying)).map(({ text }) => text);
}

/** Waits for a mail to somebody that says something, and gives its text. */
export async function mailTo(address: string, saying: string): Promise<string> {
  let found: string | undefined;
  await expect(async () => {
    [found] = await mailsTo(address, saying);
    expect(found, `a mail to ${address} saying ${saying}`).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return found ?? "";
}

/** Waits for a post to the webhook that says something. */
export async function postSaying(saying: string): Promise<unknown> {
  let body = "";
  await expect(async () => {
    const posts = (await (await fetch(`${mailbox}/posts`)).json()) as { path: string; body: string }[];
    body = posts.find((post) => post.body.includes(saying))?.body ?? "";
    expect(body, `a post saying ${saying}`).not.toBe("");
  }).toPass({ timeout: 20_000 });
  return JSON.parse(body);
}
