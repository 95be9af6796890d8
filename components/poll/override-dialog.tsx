"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { plainText } from "@/lib/domain/plain-text";
import type { OverrideRow } from "@/lib/domain/signing-rows";
import type { Gate } from "@/lib/domain/template-gate";
import { OverrideDraft } from "./override-draft";
import { OverrideSign } from "./override-sign";

export type OverrideView = OverrideRow & { statement: string };

type Props = {
  gate: Gate;
  /** The request to confirm; without one, a new one is drawn up. */
  confirm?: OverrideView;
  onClose: () => void;
};

/** Say why and until when, read what exactly is overridden, confirm who you are. The second person begins with the reading. */
export function OverrideDialog({ gate, confirm, onClose }: Props) {
  const [drawn, setDrawn] = useState<OverrideView | undefined>(confirm);
  const [words, setWords] = useState({ reason: "", endsAt: "" });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={drawn ? "Read and confirm the override" : `Override ${plainText(gate.title)}?`}
      description={
        drawn
          ? undefined
          : "The lead and an admin, two people, let the gate be passed although it is NO-GO. Pipelines are told so until the end you name; it never becomes a GO, and stays on every screen until it is reviewed."
      }
      size="lg"
    >
      {drawn ? (
        <OverrideSign
          view={drawn}
          second={confirm !== undefined}
          onBack={confirm ? onClose : () => setDrawn(undefined)}
          onSigned={() => {
            notify({
              title: confirm ? "The override is in force" : "Asked for the override",
              description: plainText(gate.title),
              tone: "good",
            });
            onClose();
          }}
        />
      ) : (
        <OverrideDraft gate={gate} words={words} onChange={setWords} onDrawn={setDrawn} onCancel={onClose} />
      )}
    </Dialog>
  );
}
