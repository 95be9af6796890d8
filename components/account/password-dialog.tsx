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
  /** Resolves to a sentence when refused. */
  onConfirm: (password: string) => Promise<string | undefined>;
};

/** Asks for the password again before something that binds its author. */
export function PasswordDialog({
  open,
  onClose,
  title,
  description,
  hint = "Asked again, as this goes on record under your name.",
  action,
  onConfirm,
}: Props) {
  const form = useId();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const password = field.current?.value ?? "";
    if (password === "") {
      setError("Type your password: it shows that it is you.");
      return;
    }
    setBusy(true);
    const refused = await onConfirm(password).finally(() => setBusy(false));
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
      <form id={form} onSubmit={submit}>
        <Field label="Your password" hint={hint} error={error}>
          <Input ref={field} type="password" autoComplete="current-password" />
        </Field>
      </form>
    </Dialog>
  );
}
