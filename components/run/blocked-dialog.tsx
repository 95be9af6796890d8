"use client";

import { useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { FormDialog } from "@/components/ui/form-dialog";
import { Input, Textarea } from "@/components/ui/input";
import type { ItemPlace } from "@/lib/domain/template-tree";
import { webAddressSchema } from "@/lib/domain/web-address";
import { useItemActs } from "./use-item-acts";

/** Reports an item blocked by something outside: what, and where that is followed up. Ctrl or Cmd with Enter sends. */
export function BlockedDialog({ place, onClose }: { place: ItemPlace; onClose: () => void }) {
  const acts = useItemActs();
  const words = useRef<HTMLTextAreaElement>(null);
  const address = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState("");
  const [link, setLink] = useState("");
  const [errors, setErrors] = useState<{ reason?: string | undefined; link?: string | undefined }>({});
  const submit = () => {
    const read = link.trim() === "" ? null : webAddressSchema.safeParse(link.trim());
    const wrong = {
      reason: reason.trim() === "" ? "Say it in a few words: it stays on record." : undefined,
      link: read?.error?.issues[0]?.message,
    };
    setErrors(wrong);
    if (wrong.reason) return words.current?.focus();
    if (wrong.link) return address.current?.focus();
    acts.queue.change(place.key, { blocked: { reason: reason.trim(), ...(read?.data ? { link: read.data } : {}) } });
    onClose();
  };
  return (
    <FormDialog
      title="Report blocked"
      description={place.title}
      size="sm"
      action="Report blocked"
      tone="danger"
      busy={false}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field label="What is in the way?" hint="Name who or what it waits for: everybody sees it." error={errors.reason}>
        <Textarea
          ref={words}
          autoFocus
          value={reason}
          rows={3}
          maxLength={2000}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      </Field>
      <Field label="Link" hint="Where it is followed up, a ticket for instance." error={errors.link} optional>
        <Input
          ref={address}
          inputMode="url"
          spellCheck={false}
          maxLength={2000}
          placeholder="https://…"
          value={link}
          onValueChange={setLink}
        />
      </Field>
    </FormDialog>
  );
}
