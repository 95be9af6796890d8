import type { ApiRefusal } from "@/components/client/api";
import type { PasskeySite } from "./use-passkey-place";

/** The second factor somebody has: an app, or only recovery codes beside a passkey. */
export type SecondFactor = "app" | "codes" | null;

/** How whoever is signed in can prove again that it is them. */
export type ProofWays = { password: boolean; second: SecondFactor; passkey: boolean; site: PasskeySite };

/** What goes along with the call that asks for it. */
export type Again = { password?: string; code?: string; passkey?: object };

type Factors = { password: boolean; totp: unknown; passkeys: readonly unknown[] };

export function proofWaysOf({ password, totp, passkeys }: Factors, site: PasskeySite): ProofWays {
  const passkey = passkeys.length > 0;
  return { password, second: totp ? "app" : passkey ? "codes" : null, passkey, site };
}

/** Whether a call was refused for the proof, or may be sent again with the same one; all else is the form's concern. */
export function isAboutProof({ code }: ApiRefusal): boolean {
  return code === "reauthentication_required" || code === "too_many_requests" || code === "network";
}
