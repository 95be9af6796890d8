"use client";

import { type FormEvent, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { CodeField } from "./code-field";
import { PasskeyButton } from "./passkey-button";
import { PasswordField } from "./password-field";
import type { PasskeySite } from "./use-passkey-place";

type Ways = { methods: ("totp" | "passkey")[] };

/** `next` is a path on this site, checked by the page. */
export function SignInForm({ next, site }: { next: string; site: PasskeySite }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [ways, setWays] = useState<Ways>();
  const { busy, refusal, submit } = useSubmit();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      async () => {
        const body = { email, password, ...(code ? { code } : {}) };
        const answer = await api("POST", "/session", { body, anonymous: true });
        if (!answer.ok && answer.code === "second_factor_required") setWays(answer.current as Ways);
        return answer;
      },
      () => leaveTo(next),
    );
  };
  const asks = refusal?.code === "second_factor_required";
  const elsewhere = asks && code === "" ? undefined : problemElsewhere(refusal, ["email", "password"]);
  return (
    <div className="flex flex-col gap-4">
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
            autoComplete="username webauthn"
            required
            autoFocus
            value={email}
            onValueChange={setEmail}
          />
        </Field>
        <PasswordField value={password} onChange={setPassword} error={problemAt(refusal, "password")} />
        {ways ? <CodeField app={ways.methods.includes("totp")} value={code} onChange={setCode} /> : null}
        <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
          Sign in
        </Button>
      </form>
      <PasskeyButton next={next} site={site} />
    </div>
  );
}
