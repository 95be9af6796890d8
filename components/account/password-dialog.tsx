"use client";

import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Refused } from "@/components/ui/refused";
import type { Again, ProofWays } from "./proof-ways";
import { proveByPasskey } from "./prove-by-passkey";
import { TypedProof } from "./typed-proof";
import { usePasskeyHint } from "./use-passkey-place";

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  hint?: string | undefined;
  action: string;
  ways: ProofWays;
  /** Resolves to a sentence when refused. */
  onConfirm: (again: Again) => Promise<string | undefined>;
};

/** Asks again who is there before something that binds its author: by a passkey, or by password and code. */
export function PasswordDialog({
  open,
  onClose,
  title,
  description,
  hint = "Asked again, as this goes on record under your name.",
  action,
  ways,
  onConfirm,
}: Props) {
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const elsewhere = usePasskeyHint(ways.site);
  const usable = ways.passkey && elsewhere === null;
  const [typing, setTyping] = useState(false);
  const byPasskey = usable && !typing;
  // What was pressed to turn is gone: the keyboard would be back at the top.
  useEffect(() => (byPasskey ? button : first).current?.focus(), [byPasskey]);
  const [busy, setBusy] = useState(false);
  // Kept over a refusal: of the two, only the code may have been wrong.
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [error, setError] = useState<string>();
  const prove = async () => {
    if (!byPasskey) return onConfirm({ ...(password ? { password } : {}), ...(code ? { code } : {}) });
    const proof = await proveByPasskey();
    return proof.ok ? onConfirm(proof.value) : proof.message;
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    if (!byPasskey && ways.password && password === "") {
      setError("Type your password: it shows that it is you.");
      return;
    }
    setBusy(true);
    setError(undefined);
    const refused = await prove().finally(() => setBusy(false));
    setError(refused);
    if (!refused) onClose();
  };
  const turn = () => {
    setTyping(!typing);
    setError(undefined);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={description}
      size="sm"
      initialFocus={byPasskey ? button : first}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button ref={button} type="submit" form={form} variant="primary" busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        {byPasskey ? (
          <>
            <Refused>{error}</Refused>
            <Notice>Your browser asks for your passkey next: it shows that it is you.</Notice>
          </>
        ) : (
          <TypedProof
            ways={ways}
            hint={hint}
            first={first}
            password={password}
            onPassword={setPassword}
            code={code}
            onCode={setCode}
            error={error}
          />
        )}
        {usable ? (
          <Button size="sm" variant="ghost" className="self-start" disabled={busy} onClick={turn}>
            {byPasskey ? insteadOf(ways) : "Use your passkey instead"}
          </Button>
        ) : null}
        {ways.passkey && elsewhere ? <p className="text-ink-2 text-xs">{elsewhere.text}</p> : null}
      </form>
    </Dialog>
  );
}

function insteadOf({ password, second }: ProofWays): string {
  const code = second === "app" ? "a code" : "a recovery code";
  return password ? `Use your password and ${code} instead` : `Use ${code} instead`;
}
