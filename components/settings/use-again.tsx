"use client";

import { type ReactNode, useState } from "react";
import { PasswordDialog } from "@/components/account/password-dialog";

type Ask = {
  title: string;
  action: string;
  description?: string;
  run: (password?: string) => Promise<string | undefined>;
};

/** Asks for the password before a change to how one signs in; who has none goes straight on. */
export function useAgain(hasPassword: boolean): { ask: (ask: Ask) => Promise<string | undefined>; dialog: ReactNode } {
  const [asked, setAsked] = useState<Ask>();
  const dialog = (
    <PasswordDialog
      key={asked?.title}
      open={asked !== undefined}
      onClose={() => setAsked(undefined)}
      title={asked?.title ?? ""}
      description={asked?.description}
      hint="Asked again, as it changes how you sign in."
      action={asked?.action ?? ""}
      onConfirm={async (password) => asked?.run(password)}
    />
  );
  const ask = async (next: Ask) => {
    if (!hasPassword) return next.run();
    setAsked(next);
    return undefined;
  };
  return { ask, dialog };
}
