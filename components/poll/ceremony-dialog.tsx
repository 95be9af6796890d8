"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { plainText } from "@/lib/domain/plain-text";
import type { Readiness, SignoffStanding } from "@/lib/domain/run";
import { CeremonyDecide, type Draft, emptyDraft } from "./ceremony-decide";
import { type Ceremony, CeremonySign } from "./ceremony-sign";

type Props = { standing: SignoffStanding; readiness: Readiness; onClose: () => void };

/** Decide, read what exactly is signed, sign with the password. The answers stay when it has to begin anew. */
export function CeremonyDialog({ standing, readiness, onClose }: Props) {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [ceremony, setCeremony] = useState<Ceremony | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={ceremony ? "Read and sign" : `Sign: ${plainText(standing.title)}`}
      description={ceremony ? undefined : standing.wording}
      size="lg"
    >
      {ceremony ? (
        <CeremonySign
          ceremony={ceremony}
          signoffKey={standing.key}
          decision={draft.decision ?? "approve"}
          onBack={() => setCeremony(null)}
          onSigned={() => {
            notify({ title: "Signed", description: plainText(standing.title), tone: "good" });
            onClose();
          }}
        />
      ) : (
        <CeremonyDecide
          signoffKey={standing.key}
          readiness={readiness}
          draft={draft}
          onChange={setDraft}
          onOpened={setCeremony}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
