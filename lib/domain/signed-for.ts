import type { SignedFor } from "./run";

/** `Ann Security, delegated until 2026-11-25 18:00 UTC`: what stands wherever a delegate's signature does. */
export function signedForWords({ fromName, until }: Pick<SignedFor, "fromName" | "until">): string {
  return `${fromName}, delegated until ${new Date(until).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
