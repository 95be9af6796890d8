import { expect } from "@playwright/test";

type Mail = { to: string[]; text: string };

const mailbox = process.env.JOURNEY_MAILBOX ?? "";

/** Whether a mail server stands beside the app; `npm run dev` has none. */
export const hasMailbox = mailbox !== "";
export const hookUrl = `${mailbox}/hook`;

/** Waits for a mail to somebody that says something, and gives its text. */
export async function mailTo(address: string, saying: string): Promise<string> {
  let found: Mail | undefined;
  await expect(async () => {
    const mails = (await (await fetch(`${mailbox}/mails`)).json()) as Mail[];
    found = mails.find(({ to, text }) => to.includes(address) && text.includes(saying));
    expect(found, `a mail to ${address} saying ${saying}`).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return found?.text ?? "";
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
