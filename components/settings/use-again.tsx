"use client";

import { type ReactNode, useState } from "react";
import { PasswordDialog, type SecondFactor } from "@/components/account/password-dialog";

export type Again = { password?: string; code?: string };

type Ask = {
  title: string;
  action: string;
  description?: string;
  run: (again: Again) => Promise<string | undefined>;
};

/** Asks for password and second factor, as far as there are any, before a change to how one signs in. */
export function useAgain(
  hasPassword: boolean,
  second: SecondFactor,
): { ask: (ask: Ask) => Promise<string | undefined>; dialog: ReactNode } {
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
      password={hasPassword}
      second={second}
      onConfirm={async (password, code) =>
        asked?.run({ ...(password === "" ? {} : { password }), ...(code === "" ? {} : { code }) })
      }
    />
  );
  const ask = async (next: Ask) => {
    if (!hasPassword && second === null) return next.run({});
    setAsked(next);
    return undefined;
  };
  return { ask, dialog };
}
