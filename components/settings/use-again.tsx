"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { PasswordDialog } from "@/components/account/password-dialog";
import type { Again, ProofWays } from "@/components/account/proof-ways";

export type AskWords = { title: string; action: string; description?: ReactNode; hint?: string };
type Ask = AskWords & { run: (again: Again) => Promise<string | undefined> };

const Ways = createContext<ProofWays>({ password: true, second: null, passkey: false, site: null });

/** Says to all of a page how whoever reads it can prove who they are. */
export function AgainProvider({ ways, children }: { ways: ProofWays; children: ReactNode }) {
  return <Ways value={ways}>{children}</Ways>;
}

/**
 * Asks for a passkey, or for password and second factor as far as there are any, before a change to how one signs in
 * or what outlasts the session. Of who has none of them the server wants a new session: `ask` then says why not.
 */
export function useAgain(): { ask: (ask: Ask) => Promise<string | undefined>; dialog: ReactNode; ways: ProofWays } {
  const ways = useContext(Ways);
  const [asked, setAsked] = useState<Ask>();
  const dialog = (
    <PasswordDialog
      key={asked?.title}
      open={asked !== undefined}
      onClose={() => setAsked(undefined)}
      title={asked?.title ?? ""}
      description={asked?.description}
      hint={asked?.hint ?? "Asked again, as it changes how you sign in."}
      action={asked?.action ?? ""}
      ways={ways}
      onConfirm={async (again) => asked?.run(again)}
    />
  );
  const ask = async (next: Ask) => {
    if (!ways.password && ways.second === null) return next.run({});
    setAsked(next);
    return undefined;
  };
  return { ask, dialog, ways };
}

/** Below the password, where more is handed out than the session it is done in. */
export const outlasts = "Asked again, as this lasts beyond your session.";
