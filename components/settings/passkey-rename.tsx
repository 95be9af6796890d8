"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { api, problemAt, problemElsewhere } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Gives a passkey the name one knows the device by. */
export function PasskeyRename({ passkey }: { passkey: { id: string; name: string } }) {
  const router = useRouter();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(passkey.name);
  const { busy, refusal, submit } = useSubmit();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void submit(
      () => api("PATCH", `/factors/passkeys/${passkey.id}`, { body: { name } }),
      () => {
        setOpen(false);
        router.refresh();
        return undefined;
      },
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      size="sm"
      trigger={
        <Button size="sm" aria-label={`Rename ${passkey.name}`}>
          Rename
        </Button>
      }
      title="Rename the passkey"
      footer={
        <Button type="submit" form={form} variant="primary" busy={busy}>
          Save
        </Button>
      }
    >
      <form id={form} method="post" onSubmit={send}>
        <Field label="Name" error={problemAt(refusal, "name") ?? problemElsewhere(refusal, ["name"])}>
          <Input name="name" required maxLength={60} autoComplete="off" value={name} onValueChange={setName} />
        </Field>
      </form>
    </Dialog>
  );
}
