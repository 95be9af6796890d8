import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import { postJson } from "./post-json";

/** What a webhook is told; programs read it, so fields are only ever added. */
export type WebhookEvent = {
  id: string;
  kind: string;
  at: string;
  subject: string;
  text: string;
  run: { id: string; name: string; url: string } | null;
  /** Of a page: what to open, and what to post as `{token}` to /api/v1/acknowledgements. Or answer `{acknowledged: true, by}`. */
  acknowledge?: { link: string; token: string } | undefined;
};

/** Posts an event, signed; gives what was answered. */
export async function postWebhook(url: string, secret: string, event: WebhookEvent, now: Date): Promise<string> {
  const body = JSON.stringify(event);
  const headers = {
    "idempotency-key": event.id,
    "gonogo-event": event.kind,
    "gonogo-signature": signatureOf(secret, body, Math.floor(now.getTime() / 1000)),
  };
  return postJson(url, body, headers, env().GONOGO_WEBHOOK_PRIVATE_HOSTS);
}

/** `t=<seconds>,v1=<HMAC-SHA-256 of "t.body", hex>`: the time is signed along, so that an old one can't be played again. */
export function signatureOf(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
}
