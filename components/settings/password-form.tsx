"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { PasswordField } from "@/components/account/password-field";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Refused } from "@/components/ui/refused";
import { notify } from "@/components/ui/toast";

/** Changes one's own password; every other session ends with it, and every personal token that isn't kept. */
export function PasswordForm({ tokens }: { tokens: number }) {
  const router = useRouter();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [keepTokens, setKeepTokens] = useState(false);
  const { busy, refusal, submit } = useSubmit();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("PUT", "/password", { body: { current, next, keepTokens } }),
      () => {
        setCurrent("");
        setNext("");
        notify({
          title: "Your password is changed",
          ...(tokens === 0 ? {} : { description: `Your personal tokens ${keepTokens ? "go on" : "have ended"}.` }),
          tone: "good",
        });
        setKeepTokens(false);
        router.refresh();
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
      {tokens > 0 ? (
        <Checkbox
          name="keepTokens"
          checked={keepTokens}
          onChange={setKeepTokens}
          label={tokens === 1 ? "Keep my personal token" : `Keep my ${tokens} personal tokens`}
          hint="Not if somebody else may know the old password: they could have made one. Tokens of the workspace always stay."
        />
      ) : null}
      <Button type="submit" busy={busy} className="self-start">
        Change password
      </Button>
    </form>
  );
}
