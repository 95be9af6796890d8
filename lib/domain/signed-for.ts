import type { SignedFor } from "./signing-rows";
import { utcMinute } from "./variable";

/** `Ann Security, delegated until 2026-11-25 18:00 UTC`: what stands wherever a delegate's signature does. */
export function signedForWords({ fromName, until }: Pick<SignedFor, "fromName" | "until">): string {
  return `${fromName}, delegated until ${utcMinute(until)}`;
}
