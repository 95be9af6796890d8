"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactElement, type ReactNode, useState } from "react";
import { Button } from "./button";
import { veilClass } from "./dialog";

type Props = {
  trigger?: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  title: string;
  /** What happens, and whether it can be undone. */
  description: ReactNode;
  /** The verb of the act: "Revoke token", never "OK". */
  action: string;
  tone?: "danger" | "primary" | "go";
  /** Resolves to a sentence when refused; the dialog stays open and shows it. */
  onConfirm: () => Promise<string | undefined>;
  children?: ReactNode;
};

/** Asks before something that is hard to undo; a click outside does not close it. */
export function ConfirmDialog({
  trigger,
  open,
  onOpenChange,
  title,
  description,
  action,
  tone = "danger",
  onConfirm,
  children,
}: Props) {
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const change = (next: boolean) => {
    setRefused(undefined);
    setShown(next);
    onOpenChange?.(next);
  };
  const confirm = async () => {
    setBusy(true);
    const answer = await onConfirm().finally(() => setBusy(false));
    if (answer) setRefused(answer);
    else change(false);
  };
  return (
    <AlertDialog.Root open={open ?? shown} onOpenChange={change}>
      {trigger ? <AlertDialog.Trigger render={trigger} /> : null}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={veilClass} />
        <AlertDialog.Viewport className="fixed inset-0 z-50 flex items-end justify-center sm:items-center sm:p-6">
          <AlertDialog.Popup className="flex w-full flex-col gap-2 rounded-t-xl border border-line-strong bg-panel p-5 shadow-float outline-none transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 sm:max-w-[27rem] sm:rounded-xl">
            <AlertDialog.Title className="font-heavy text-lg">{title}</AlertDialog.Title>
            <AlertDialog.Description className="text-ink-2 text-sm">{description}</AlertDialog.Description>
            {children}
            {refused ? (
              <p role="alert" className="rounded-md bg-no-tint px-3 py-2 text-no text-sm">
                {refused}
              </p>
            ) : null}
            <div className="mt-3 flex justify-end gap-2">
              <AlertDialog.Close render={<Button disabled={busy}>Cancel</Button>} />
              <Button variant={tone} busy={busy} onClick={confirm}>
                {action}
              </Button>
            </div>
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
