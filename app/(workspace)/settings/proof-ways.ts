import { type ProofWays, proofWaysOf } from "@/components/account/proof-ways";
import { passkeySite } from "@/lib/auth/passkey";
import type { Context } from "@/lib/data/context";
import { readFactors } from "@/lib/data/factor.read";

/** How whoever opens a page can prove again who they are. */
export async function readProofWays(ctx: Context): Promise<ProofWays> {
  const factors = await readFactors(ctx);
  return proofWaysOf(factors.ok ? factors.value : { password: true, totp: null, passkeys: [] }, passkeySite());
}
