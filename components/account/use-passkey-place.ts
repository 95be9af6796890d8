"use client";

import { useSyncExternalStore } from "react";

export type PasskeySite = { rpId: string; origin: string } | null;

const never = () => () => undefined;

/** Why passkeys don't work where the visitor is, and where they do; null when they work here. */
export function usePasskeyHint(site: PasskeySite): { text: string; href?: string } | null {
  const here = useSyncExternalStore(
    never,
    () => location.origin,
    () => site?.origin ?? "",
  );
  if (!site) {
    return { text: "Passkeys need https and a host name: whoever runs this server sets GONOGO_URL to it." };
  }
  if (here === site.origin) return null;
  return {
    text: `Passkeys work at ${site.origin}, not at ${here}: browsers bind them to that name.`,
    href: site.origin,
  };
}
