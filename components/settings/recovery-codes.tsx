"use client";

import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";

/** Recovery codes, shown this once. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[] | null; onClose: () => void }) {
  return (
    <Dialog
      open={codes !== null}
      onOpenChange={(open) => !open && onClose()}
      title="Keep your recovery codes"
      description="Each opens your account once, with your password, when your phone or key is gone. They are shown only now; print them or keep them in your password manager."
      footer={
        <>
          <CopyButton text={codes?.join("\n") ?? ""} what="recovery codes" size="md" />
          <Button variant="primary" onClick={onClose}>
            I have kept them
          </Button>
        </>
      }
    >
      <ul aria-label="Recovery codes" className="grid gap-y-1.5 rounded-md border bg-sunk p-4 font-mono text-sm">
        {codes?.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
