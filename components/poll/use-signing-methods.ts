"use client";

import { useEffect, useState } from "react";
import { api } from "@/components/client/api";
import {
  isEnough,
  requiredOfActs,
  requirementWords,
  type SigningMethod,
  type SigningRequirement,
} from "@/lib/domain/signing-method";

type Factors = { password: boolean; totp: object | null; passkeys: unknown[]; singleSignOn: object | null };

export type SigningWays = { methods: SigningMethod[]; asks: string };

/** How the person may sign here, or with `acts` confirm a waiver or override, the strongest first; null until it is known, no methods when they must add one. */
export function useSigningMethods({ acts = false } = {}): SigningWays | null {
  const [ways, setWays] = useState<SigningWays | null>(null);
  useEffect(() => {
    const leave = new AbortController();
    const { signal } = leave;
    const read = async () => {
      const [factors, workspace] = await Promise.all([
        api<Factors>("GET", "/factors", { signal, anonymous: true }),
        api<{ signingRequires: SigningRequirement }>("GET", "/workspace", { signal, anonymous: true }),
      ]);
      if (signal.aborted || !factors.ok || !workspace.ok) return;
      const { password, totp, passkeys, singleSignOn } = factors.value;
      const { signingRequires } = workspace.value;
      const required = acts ? requiredOfActs(signingRequires) : signingRequires;
      const has: SigningMethod[] = [
        ...(passkeys.length > 0 ? (["passkey"] as const) : []),
        ...(totp ? (["totp"] as const) : []),
        ...(singleSignOn && !acts ? (["oidc"] as const) : []),
        ...(password ? (["password"] as const) : []),
      ];
      setWays({
        methods: has.filter((method) => isEnough(method, required)),
        asks: requirementWords[required],
      });
    };
    void read();
    return () => leave.abort();
  }, [acts]);
  return ways;
}
