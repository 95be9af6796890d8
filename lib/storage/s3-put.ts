import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { env } from "@/lib/env";

const patienceMs = 15_000;

/** A place holds something else under a name that was to be written: neither may be lost. */
export class OtherObject extends Error {}

/**
 * Puts one object into a bucket of any S3-compatible service, addressed by path, and never over another one: what is there
 * already must say the same. Without the right to read it, the service is asked to refuse (`If-None-Match`).
 */
export async function putObject(bucket: string, key: string, text: string): Promise<void> {
  const kept = await ask(bucket, key, "GET");
  if (kept.ok && kept.answer === text) return;
  if (kept.ok) throw new OtherObject();
  const put = await ask(bucket, key, "PUT", text);
  if (put.status === 412) throw new OtherObject();
  if (!put.ok) throw new Error(`it answered ${put.status} ${/<Code>(\w+)/.exec(put.answer)?.[1] ?? ""}`.trim());
}

type Answer = { ok: boolean; status: number; answer: string };

async function ask(bucket: string, key: string, method: "GET" | "PUT", text?: string): Promise<Answer> {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: region, AWS_ENDPOINT_URL } = env();
  if (!id || !secret) throw new Error("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY aren't set");
  const place = [bucket, ...key.split("/")].map(encodeURIComponent).join("/");
  const client = new AwsClient({ accessKeyId: id, secretAccessKey: secret, region, service: "s3" });
  const signed = await client.sign(`${AWS_ENDPOINT_URL ?? `https://s3.${region}.amazonaws.com`}/${place}`, {
    method,
    headers: {
      "x-amz-content-sha256": createHash("sha256")
        .update(text ?? "")
        .digest("hex"),
      ...(text === undefined ? {} : { "content-type": "application/json", "if-none-match": "*" }),
    },
    ...(text === undefined ? {} : { body: text }),
  });
  const response = await fetch(signed, { redirect: "error", signal: AbortSignal.timeout(patienceMs) });
  return { ok: response.ok, status: response.status, answer: await response.text() };
}
