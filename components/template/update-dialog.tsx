"use client";

import { useMemo, useState } from "react";
import type { ApiRefusal } from "@/components/client/api";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import type { TemplateDocument } from "@/lib/domain/template";
import { diffTemplates } from "@/lib/domain/template-diff";
import { RefusalNotice } from "./refusal-notice";
import { DiffView } from "./versions/diff-view";
import { WhyField } from "./versions/why-field";

type Props = {
  version: number;
  before: TemplateDocument;
  after: TemplateDocument;
  busy: boolean;
  refusal: ApiRefusal | undefined;
  onSave: (message: string) => void;
  onClose: () => void;
};

/** What a changed file changes of its template, before that becomes the next version. */
export function UpdateDialog({ version, before, after, busy, refusal, onSave, onClose }: Props) {
  const [message, setMessage] = useState("");
  const diff = useMemo(() => diffTemplates(before, after), [before, after]);
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      size="xl"
      title={`What the file changes of version ${version}`}
      description="Reworded and moved lines keep their keys, so that runs moved to the new version keep what was done."
      footer={
        <>
          <DialogClose render={<Button>Back</Button>} />
          <Button variant="primary" busy={busy} onClick={() => onSave(message.trim())}>
            Save as version {version + 1}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RefusalNotice refusal={refusal} />
        <WhyField value={message} onChange={setMessage} />
        <DiffView diff={diff} />
      </div>
    </Dialog>
  );
}
