"use client";

import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  hint?: string;
  action: string;
  /** Whether a code is asked for as well, and whether an app shows one; or a code alone, of who has no password. */
  second?: SecondFactor | undefined;
  password?: boolean;
  /** Resolves to a sentence when refused. */
  onConfirm: (password: string, code: string) => Promise<string | undefined>;
};

/** The second factor somebody has: an app, or only recovery codes beside a passkey. */
export type SecondFactor = "app" | "codes" | null;

/** Asks for the password again before something that binds its author. */
export function PasswordDialog({
  open,
  onClose,
  title,
  description,
  hint = "Asked again, as this goes on record under your name.",
  action,
  second = null,
  password: asked = true,
  onConfirm,
}: Props) {
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  // Kept over a refusal: of the two, only the code may have been wrong.
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    if (asked && password === "") {
      setError("Type your password: it shows that it is you.");
      return;
    }
    setBusy(true);
    const refused = await onConfirm(password, code).finally(() => setBusy(false));
    setError(refused);
    if (!refused) onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={description}
      size="sm"
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-4">
        {asked ? (
          <Field label="Your password" hint={hint} error={second ? undefined : error}>
            <Input
              ref={field}
              type="password"
              autoComplete="current-password"
              value={password}
              onValueChange={setPassword}
            />
          </Field>
        ) : null}
        {second ? (
          <Field
            label={second === "app" ? "Code" : "Recovery code"}
            hint={second === "app" ? "From your authenticator app, or a recovery code." : "One of those you kept."}
            error={error}
          >
            <Input
              value={code}
              onValueChange={setCode}
              required
              autoComplete="one-time-code"
              spellCheck={false}
              maxLength={40}
              className="font-mono"
            />
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}
