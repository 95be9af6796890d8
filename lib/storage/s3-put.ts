import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { env } from "@/lib/env";

const patienceMs = 15_000;

/** Puts one object into a bucket of any S3-compatible service, addressed by path. */
export async function putObject(bucket: string, key: string, text: string): Promise<void> {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: region, AWS_ENDPOINT_URL } = env();
  if (!id || !secret) throw new Error("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY aren't set");
  const place = [bucket, ...key.split("/")].map(encodeURIComponent).join("/");
  const client = new AwsClient({ accessKeyId: id, secretAccessKey: secret, region, service: "s3" });
  const signed = await client.sign(`${AWS_ENDPOINT_URL ?? `https://s3.${region}.amazonaws.com`}/${place}`, {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      "x-amz-content-sha256": createHash("sha256").update(text).digest("hex"),
    },
    body: text,
  });
  const response = await fetch(signed, { redirect: "error", signal: AbortSignal.timeout(patienceMs) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`it answered ${response.status} ${/<Code>(\w+)/.exec(answer)?.[1] ?? ""}`.trim());
}
