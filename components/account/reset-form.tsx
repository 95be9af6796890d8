"use client";

import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Refused } from "@/components/ui/refused";
import { AccountDone } from "./account-done";
import { PasswordField } from "./password-field";

/** Chooses a new password by link; every session and personal token of the account ends. */
export function ResetForm({ token }: { token: string }) {
  const [password, setPassword] = useState("");
  const [done, setDone] = useState(false);
  const { busy, refusal, submit } = useSubmit();
  if (done) {
    return (
      <AccountDone title="Your password is changed">All your sessions and personal tokens were ended.</AccountDone>
    );
  }
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("POST", "/password-resets/redeem", { body: { token, password }, anonymous: true }),
      () => {
        setDone(true);
        return undefined;
      },
    );
  };
  const elsewhere = problemElsewhere(refusal, ["password"]);
  return (
    <form method="post" onSubmit={send} className="flex flex-col gap-4">
      <Refused>{elsewhere}</Refused>
      <PasswordField
        label="New password"
        fresh
        value={password}
        onChange={setPassword}
        error={problemAt(refusal, "password")}
      />
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
        Change the password
      </Button>
    </form>
  );
}
