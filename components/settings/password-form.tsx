"use client";

import { type FormEvent, useState } from "react";
import { PasswordField } from "@/components/account/password-field";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Refused } from "@/components/ui/refused";
import { notify } from "@/components/ui/toast";

/** Changes one's own password; every other session ends with it. */
export function PasswordForm() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { busy, refusal, submit } = useSubmit();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("PUT", "/password", { body: { current, next } }),
      () => {
        setCurrent("");
        setNext("");
        notify({ title: "Your password is changed", tone: "good" });
      },
    );
  };
  const wrong = refusal?.code === "reauthentication_required" ? refusal.message : undefined;
  const elsewhere = wrong ? undefined : problemElsewhere(refusal, ["current", "next"]);
  return (
    <form method="post" onSubmit={send} className="flex max-w-[26rem] flex-col gap-4">
      <Refused>{elsewhere}</Refused>
      <PasswordField
        label="Current password"
        name="current"
        value={current}
        onChange={setCurrent}
        error={wrong ?? problemAt(refusal, "current")}
      />
      <PasswordField
        label="New password"
        name="next"
        fresh
        value={next}
        onChange={setNext}
        error={problemAt(refusal, "next")}
      />
      <Button type="submit" busy={busy} className="self-start">
        Change password
      </Button>
    </form>
  );
}
