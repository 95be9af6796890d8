import type { Client } from "@/lib/data/session.write";

/** Where a request comes from; the device is a sealed cookie of an earlier sign-in, if there is one. */
export type Place = Client & { device: string | undefined };

/**
 * The peer's address as the nearest proxy reports it: the last entry, as earlier ones are whatever the sender wrote.
 * Next fills the header from the socket when nobody else did.
 */
export function clientAddress(headers: Headers): string {
  const hops = headers.get("x-forwarded-for")?.split(",") ?? [];
  const last = hops.at(-1)?.trim();
  return (last || "unknown").slice(0, 64);
}

export function clientOf(headers: Headers): Client {
  return { address: clientAddress(headers), userAgent: headers.get("user-agent") };
}

/** What attempts from an address are counted by: one household of IPv6 addresses counts as one. */
export function addressSubject(address: string): string {
  const plain = address.replace(/^::ffff:/i, "");
  if (!plain.includes(":")) return `address:${plain}`;
  const [head = "", tail = ""] = plain.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const zeros = plain.includes("::") ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0") : [];
  const network = [...left, ...zeros, ...right].slice(0, 4).map((part) => part.toLowerCase().replace(/^0+(?=.)/, ""));
  return `address:${network.join(":")}::/64`;
}
