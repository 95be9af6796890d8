import { createHash, createHmac } from "node:crypto";
import { env } from "@/lib/env";

const patienceMs = 15_000;

/** Puts one object into a bucket of any S3-compatible service, addressed by path, signed with AWS Signature Version 4. */
export async function putObject(bucket: string, key: string, text: string, now = new Date()): Promise<void> {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: region, AWS_ENDPOINT_URL } = env();
  if (!id || !secret) throw new Error("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY aren't set");
  const place = [bucket, ...key.split("/")].map(encode).join("/");
  const url = new URL(`${AWS_ENDPOINT_URL ?? `https://s3.${region}.amazonaws.com`}/${place}`);
  const stamp = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = stamp.slice(0, 8);
  const headers: Record<string, string> = {
    "content-type": "application/json",
    host: url.host,
    "x-amz-content-sha256": sha256(text),
    "x-amz-date": stamp,
  };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = ["PUT", url.pathname, "", lines.join(""), names, sha256(text)].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", stamp, scope, sha256(request)].join("\n");
  const signingKey = [day, region, "s3", "aws4_request"].reduce<Buffer | string>(
    (from, part) => createHmac("sha256", from).update(part).digest(),
    `AWS4${secret}`,
  );
  const signature = createHmac("sha256", signingKey).update(toSign).digest("hex");
  const { host: _, ...sent } = headers;
  const response = await fetch(url, {
    method: "PUT",
    headers: {
      ...sent,
      authorization: `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    },
    body: text,
    redirect: "error",
    signal: AbortSignal.timeout(patienceMs),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`it answered ${response.status} ${/<Code>(\w+)/.exec(answer)?.[1] ?? ""}`.trim());
}

/** Every byte but letters, digits and `-_.~`, as the signature's rules ask. */
function encode(part: string): string {
  return encodeURIComponent(part).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
