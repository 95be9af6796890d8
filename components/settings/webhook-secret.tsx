"use client";

import { useState } from "react";
import { api } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { notify } from "@/components/ui/toast";
import { SecretLine } from "./secret-line";

/** What the receiver checks signatures with. */
export function WebhookSecret() {
  const [secret, setSecret] = useState<string>();
  const show = async () => {
    const answer = await api<{ secret: string }>("GET", "/messaging/secret");
    if (answer.ok) setSecret(answer.value.secret);
    else notify({ title: answer.message, tone: "bad" });
  };
  const renew = async () => {
    const answer = await api("PATCH", "/messaging", { body: { newSecret: true } });
    if (!answer.ok) return answer.message;
    await show();
    return undefined;
  };
  return (
    <div className="mt-4 flex max-w-[34rem] flex-col gap-2 border-t pt-4">
      <p className="text-ink-2 text-sm">
        Each post carries <code className="text-xs">Gonogo-Signature: t=…,v1=…</code>, where v1 is the HMAC-SHA-256 of
        the time, a dot and the body.
      </p>
      {secret ? <SecretLine label="Secret" secret={secret} /> : null}
      <div className="flex flex-wrap gap-2">
        {secret ? null : <Button onClick={() => void show()}>Show the secret</Button>}
        <ConfirmDialog
          trigger={<Button variant="ghost">Make a new secret</Button>}
          title="Make a new secret?"
          action="Make a new secret"
          description="Posts are signed with it from now on. Give it to the receiver, which refuses them until then."
          onConfirm={renew}
        />
      </div>
    </div>
  );
}
