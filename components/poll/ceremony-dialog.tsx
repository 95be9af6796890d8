"use client";

import { useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import type { Readiness, SignoffStanding } from "@/lib/domain/assessment";
import { plainText } from "@/lib/domain/plain-text";
import { useRun, useRunStore } from "../run/run-provider";
import { CeremonyDecide } from "./ceremony-decide";
import { type Ceremony, CeremonySign } from "./ceremony-sign";
import { type Draft, type DraftPlace, emptyDraft, keepDraft, readKeptDraft } from "./kept-draft";
import type { ReturnedCeremony } from "./returned-ceremony";

type Props = {
  standing: SignoffStanding;
  readiness: Readiness;
  /** The statement its signer left open to sign in anew elsewhere. */
  returned?: ReturnedCeremony | null;
  onClose: () => void;
};

/** Decide, read what exactly is signed, sign. The answers stay when it has to begin anew, or was closed by mistake. */
export function CeremonyDialog({ standing, readiness, returned = null, onClose }: Props) {
  const { runId } = useRunStore();
  const personId = useRun((state) => state.you.personId) ?? "";
  const place: DraftPlace = { runId, gateKey: readiness.gate, signoffKey: standing.key, personId };
  const [kept] = useState(() => readKeptDraft(place));
  const [restored, setRestored] = useState(kept !== null);
  const [draft, setDraft] = useState<Draft>(() => {
    const begun = kept ?? emptyDraft;
    return { ...begun, decision: returned?.decision ?? begun.decision };
  });
  const change = (next: Draft) => {
    setRestored(false);
    setDraft(next);
    keepDraft(place, next);
  };
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
            keepDraft(place, null);
            notify({ title: "Signed", description: plainText(standing.title), tone: "good" });
            onClose();
          }}
        />
      ) : (
        <CeremonyDecide
          signoffKey={standing.key}
          readiness={readiness}
          draft={draft}
          restored={restored}
          onStartOver={() => change(emptyDraft)}
          onChange={change}
          onOpened={setCeremony}
          onCancel={onClose}
        />
      )}
    </Dialog>
  );
}
