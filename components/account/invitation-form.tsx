"use client";

import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { useSubmit } from "@/components/client/use-submit";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { CodeField } from "./code-field";
import { PasswordField } from "./password-field";

/** Joins a workspace by link; who has an account proves it with the password of that. */
export function InvitationForm({ token, hasAccount }: { token: string; hasAccount: boolean }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [asked, setAsked] = useState(false);
  const { busy, refusal, submit } = useSubmit();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      async () => {
        const body = { token, name, password, ...(code ? { code } : {}) };
        const answer = await api("POST", "/invitations/accept", { body, anonymous: true });
        if (!answer.ok && answer.code === "second_factor_required") setAsked(true);
        return answer;
      },
      () => leaveTo("/"),
    );
  };
  const elsewhere = problemElsewhere(refusal, ["name", "password"]);
  return (
    <form method="post" onSubmit={send} className="flex flex-col gap-4">
      {elsewhere ? (
        <Notice
          tone="no"
          live
          actions={
            refusal?.code === "invitation_invalid" ? (
              <ButtonLink href="/sign-in" size="sm">
                Sign in
              </ButtonLink>
            ) : null
          }
        >
          {elsewhere}
        </Notice>
      ) : null}
      <Field label="Your name" hint="As it stands on signatures." error={problemAt(refusal, "name")}>
        <Input
          name="name"
          autoComplete="name"
          required
          autoFocus
          maxLength={120}
          value={name}
          onValueChange={setName}
        />
      </Field>
      <PasswordField
        label={hasAccount ? "Your password" : "Password"}
        fresh={!hasAccount}
        value={password}
        onChange={setPassword}
        error={problemAt(refusal, "password")}
      />
      {asked ? <CodeField app value={code} onChange={setCode} /> : null}
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
        Join the workspace
      </Button>
    </form>
  );
}
