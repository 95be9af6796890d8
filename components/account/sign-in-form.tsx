"use client";

import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PasswordField } from "./password-field";

/** `next` is a path on this site, checked by the page. */
export function SignInForm({ next }: { next: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, refusal, submit } = useSubmit();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("POST", "/session", { body: { email, password }, anonymous: true }),
      () => leaveTo(next),
    );
  };
  const elsewhere = problemElsewhere(refusal, ["email", "password"]);
  return (
    <form method="post" onSubmit={send} className="flex flex-col gap-4">
      {elsewhere ? (
        <Notice tone="no" live>
          {elsewhere}
          {refusal?.retryAfterSeconds ? ` Try again in ${Math.ceil(refusal.retryAfterSeconds / 60)} min.` : ""}
        </Notice>
      ) : null}
      <Field label="Email" error={problemAt(refusal, "email")}>
        <Input
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onValueChange={setEmail}
        />
      </Field>
      <PasswordField value={password} onChange={setPassword} error={problemAt(refusal, "password")} />
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
        Sign in
      </Button>
    </form>
  );
}
