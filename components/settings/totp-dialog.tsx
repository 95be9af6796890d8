"use client";

import { type FormEvent, useId, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Refused } from "@/components/ui/refused";
import { QrCode } from "./qr-code";
import { SecretLine } from "./secret-line";

export type TotpSecret = { secret: string; uri: string };

type Props = { secret: TotpSecret | null; onClose: () => void; onConfirmed: (codes: string[] | null) => void };

/** Scan, then type a code: only then does the app count. */
export function TotpDialog({ secret, onClose, onConfirmed }: Props) {
  const form = useId();
  const [code, setCode] = useState("");
  const { busy, refusal, submit } = useSubmit<{ recoveryCodes: string[] | null }>();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("POST", "/factors/totp/confirm", { body: { code } }),
      ({ recoveryCodes }) => {
        setCode("");
        onConfirmed(recoveryCodes);
        return undefined;
      },
    );
  };
  const elsewhere = problemElsewhere(refusal, ["code"]);
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && onClose()}
      title="Scan this with your app"
      description="Any authenticator app takes it. The picture is drawn on this page and sent nowhere."
      footer={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          Turn it on
        </Button>
      }
    >
      {secret ? (
        <form id={form} method="post" onSubmit={send} className="flex flex-col gap-4">
          <div className="flex flex-wrap items-start gap-4">
            <QrCode text={secret.uri} label="QR code with the secret of your authenticator app" />
            <div className="min-w-0 flex-1 basis-52">
              <p className="mb-1.5 text-ink-2 text-sm">Can’t scan it? Type this key:</p>
              <SecretLine label="Key" secret={secret.secret} />
            </div>
          </div>
          <Refused>{elsewhere}</Refused>
          <Field label="Code the app shows" error={problemAt(refusal, "code")}>
            <Input
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              required
              maxLength={12}
              value={code}
              onValueChange={setCode}
              className="max-w-40 font-mono"
            />
          </Field>
        </form>
      ) : null}
    </Dialog>
  );
}
