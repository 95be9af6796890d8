"use client";

import { type FormEvent, type ReactNode, useId } from "react";
import { Button, type ButtonVariant } from "./button";
import { Dialog, type DialogProps } from "./dialog";

type Props = Pick<DialogProps, "title" | "description" | "size"> & {
  /** What the button that sends is called. */
  action: string;
  tone?: ButtonVariant;
  busy: boolean;
  /** Nothing to send yet. */
  disabled?: boolean;
  /** Another way out, at the other end of the buttons. */
  aside?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog that is one form: open while it is drawn; sent by its button or Enter, left by Cancel or Escape. */
export function FormDialog(props: Props) {
  const { action, tone = "primary", busy, disabled, aside, onSubmit, onClose, children, ...dialog } = props;
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
          {aside ? <div className="mr-auto">{aside}</div> : null}
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" form={form} variant={tone} busy={busy} disabled={disabled}>
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
