import http from "node:http";
import type { AddressInfo } from "node:net";
import { readable, startMailServer } from "./mail-server.ts";

export type Mailbox = { smtpUrl: string; url: string; close: () => Promise<void> };

/** A mail server and a receiver of webhooks for the journeys, which read over HTTP what came: `/mails`, `/posts`. */
export async function startMailbox(): Promise<Mailbox> {
  const mail = await startMailServer();
  const posts: { path: string; body: string }[] = [];
  const server = http.createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (request.method === "POST") {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      posts.push({ path, body: Buffer.concat(chunks).toString("utf8") });
      response.end("ok");
      return;
    }
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify(path === "/posts" ? posts : mail.mails.map((one) => ({ to: one.to, text: readable(one) }))),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    smtpUrl: mail.url,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await mail.close();
    },
  };
}
