"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import type { Readiness, SignoffStanding } from "@/lib/domain/assessment";
import { plainText } from "@/lib/domain/plain-text";
import { CeremonyDecide, type Draft, emptyDraft } from "./ceremony-decide";
import { type Ceremony, CeremonySign } from "./ceremony-sign";
import type { ReturnedCeremony } from "./returned-ceremony";

type Props = {
  standing: SignoffStanding;
  readiness: Readiness;
  /** The statement its signer left open to sign in anew elsewhere. */
  returned?: ReturnedCeremony | null;
  onClose: () => void;
};

/** Decide, read what exactly is signed, sign with the password. The answers stay when it has to begin anew. */
export function CeremonyDialog({ standing, readiness, returned = null, onClose }: Props) {
  const [draft, setDraft] = useState<Draft>({ ...emptyDraft, decision: returned?.decision ?? null });
  const [ceremony, setCeremony] = useState<Ceremony | null>(returned?.ceremony ?? null);
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
          problem={ceremony === returned?.ceremony ? returned.problem : null}
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
