"use client";

import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Refused } from "@/components/ui/refused";
import { AccountDone } from "./account-done";

/** Asks for a reset link by mail; says the same whoever the address belongs to. */
export function ForgotForm() {
  const [email, setEmail] = useState("");
  const [asked, setAsked] = useState(false);
  const { busy, refusal, submit } = useSubmit();
  if (asked) {
    return (
      <AccountDone title="Look at your mail">
        If {email} has an account here, a link is on its way. It works once, within an hour.
      </AccountDone>
    );
  }
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("POST", "/password-resets", { body: { email }, anonymous: true }),
      () => {
        setAsked(true);
        return undefined;
      },
    );
  };
  const elsewhere = problemElsewhere(refusal, ["email"]);
  return (
    <form method="post" onSubmit={send} className="flex flex-col gap-4">
      <Refused>{elsewhere}</Refused>
      <Field label="Email" error={problemAt(refusal, "email")}>
        <Input name="email" type="email" autoComplete="username" required value={email} onValueChange={setEmail} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
        Send me a link
      </Button>
    </form>
  );
}
