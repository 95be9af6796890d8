"use client";

import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "./button";
import { Dialog, type DialogProps } from "./dialog";

type Props = Pick<DialogProps, "title" | "description" | "size"> & {
  /** What the button that sends is called. */
  action: string;
  busy: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog that is one form: open while it is drawn; sent by its button or Enter, left by Cancel or Escape. */
export function FormDialog({ action, busy, onSubmit, onClose, children, ...dialog }: Props) {
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A dialog stands inside what opened it for React, which may be a form itself.
    event.stopPropagation();
    onSubmit();
  };
  return (
    <Dialog
      {...dialog}
      open
      onOpenChange={(open) => open || onClose()}
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
        {children}
      </form>
    </Dialog>
  );
}
