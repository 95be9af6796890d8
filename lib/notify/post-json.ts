import { lookup } from "node:dns";
import http from "node:http";
import https from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isPrivateAddress } from "./private-address";
import { Unsent } from "./unsent";

const patienceMs = 10_000;
const answerBytes = 64 * 1024;

/** Why an address can't be posted to, as a sentence; null when it can. What its name leads to is looked at as it is used. */
export function addressProblem(address: string, privateHosts: readonly string[]): string | null {
  if (!URL.canParse(address)) return "This is no web address. It begins with https://";
  const { protocol, hostname, username } = new URL(address);
  const host = hostname.replace(/^\[|\]$/g, "").toLowerCase();
  if (username !== "") return "Leave name and password out of the address.";
  if (privateHosts.includes(host)) return /^https?:$/.test(protocol) ? null : "The address begins with https://";
  if (protocol !== "https:") return "The address begins with https://";
  return isIP(host) !== 0 && isPrivateAddress(host) ? privateHost(host) : null;
}

function privateHost(host: string): string {
  return `${host} is an address of a private network. Whoever runs this server can allow it in GONOGO_WEBHOOK_PRIVATE_HOSTS.`;
}

/**
 * Posts JSON and gives what was answered. Follows no redirect, and connects to nothing private: the address is judged
 * by the very look-up the connection uses, so that a name can't lead elsewhere in between.
 */
export async function postJson(
  address: string,
  body: string,
  headers: Record<string, string>,
  privateHosts: readonly string[],
): Promise<string> {
  const problem = addressProblem(address, privateHosts);
  if (problem) throw new Unsent(problem, true);
  const url = new URL(address);
  const free = privateHosts.includes(url.hostname.replace(/^\[|\]$/g, "").toLowerCase());
  const { status, text } = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const client = url.protocol === "https:" ? https : http;
    const request = client.request(
      url,
      {
        method: "POST",
        agent: false,
        signal: AbortSignal.timeout(patienceMs),
        headers: {
          ...headers,
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "gonogo",
        },
        ...(free ? {} : { lookup: publicLookup }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const done = () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") });
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size <= answerBytes) return chunks.push(chunk);
          chunks.length = 0;
          response.destroy();
          done();
        });
        response.on("end", done);
        response.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  }).catch((error: unknown) => {
    if (error instanceof Unsent) throw error;
    const late = error instanceof Error && error.name === "AbortError";
    throw new Unsent(late ? `${url.host} didn't answer within 10 s.` : `${url.host} can't be reached.`, false);
  });
  if (status >= 200 && status < 300) return text;
  // What the peer calls our fault stays our fault; busy and late peers are asked again.
  const final = status < 500 && status !== 408 && status !== 425 && status !== 429;
  throw new Unsent(`${url.host} answered ${status}${status >= 300 && status < 400 ? ", a redirect" : ""}.`, final);
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, "", 0);
    if (found.some(({ address }) => isPrivateAddress(address))) {
      return callback(new Unsent(privateHost(hostname), true), "", 0);
    }
    if (options.all) return callback(null, found);
    callback(null, found[0]?.address ?? "", found[0]?.family ?? 0);
  });
};
