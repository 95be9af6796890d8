"use client";

import { type FormEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  label: string;
  hint?: string;
  action: string;
  size?: "sm" | "lg";
  tone?: "primary" | "danger" | "go";
  required?: boolean;
  initial?: string;
  children?: ReactNode;
  /** Resolves to a sentence when refused; the dialog stays open and shows it. */
  onSave: (text: string) => Promise<string | undefined>;
};

/** Asks for a few words before something that goes on record. Ctrl or Cmd with Enter saves. */
export function ReasonDialog(props: Props) {
  const { open, onClose, title, description, action, size = "sm", tone = "primary" } = props;
  const form = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={description}
      size={size}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant={tone} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <ReasonForm {...props} id={form} field={field} setBusy={setBusy} />
    </Dialog>
  );
}

type FormProps = Props & {
  id: string;
  field: React.RefObject<HTMLTextAreaElement | null>;
  setBusy: (busy: boolean) => void;
};

function ReasonForm({
  id,
  field,
  label,
  hint,
  required = true,
  initial = "",
  children,
  onClose,
  onSave,
  setBusy,
}: FormProps) {
  const [text, setText] = useState(initial);
  const [error, setError] = useState<string>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (required && text.trim() === "") {
      setError("Say it in a few words: it stays on record.");
      field.current?.focus();
      return;
    }
    setBusy(true);
    const refused = await onSave(text.trim()).finally(() => setBusy(false));
    if (refused) setError(refused);
    else onClose();
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-3">
      <Field label={label} hint={hint} error={error} optional={!required}>
        <Textarea
          ref={field}
          value={text}
          rows={3}
          maxLength={2000}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
      </Field>
      {children}
    </form>
  );
}
