"use client";

import { useMemo, useState } from "react";
import { api } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import type { TemplateDocument } from "@/lib/domain/template";
import { diffTemplates } from "@/lib/domain/template-diff";
import { RefusalNotice } from "../refusal-notice";
import { DiffView } from "../versions/diff-view";
import { WhyField } from "../versions/why-field";

type Props = {
  templateId: string;
  /** The version the draft began from. */
  version: number;
  published: TemplateDocument;
  document: TemplateDocument;
  markdown: () => string;
  onPublished: () => void;
  onClose: () => void;
};

type Newer = { version: number; document: TemplateDocument; by: string };

/** Shows what the next version changes before it is made; a published version never changes. */
export function PublishDialog({ templateId, version, published, document, markdown, onPublished, onClose }: Props) {
  const [newer, setNewer] = useState<Newer | null>(null);
  const [message, setMessage] = useState("");
  const diff = useMemo(() => diffTemplates(newer?.document ?? published, document), [newer, published, document]);
  const { busy, refusal, submit } = useSubmit<{ id: string; version: number }>();
  const call = async () => {
    const baseVersion = newer?.version ?? version;
    const answer = await api<{ id: string; version: number }>("POST", "/templates", {
      body: { markdown: markdown(), templateId, baseVersion, ...(message.trim() ? { message: message.trim() } : {}) },
    });
    if (!answer.ok && answer.code === "conflict") setNewer(await readNewest(templateId));
    return answer;
  };
  const publish = () =>
    submit(call, () => {
      onPublished();
      return leaveTo(`/templates/${templateId}`);
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      size="xl"
      title="Publish the next version"
      description={
        newer
          ? `What yours changes since version ${newer.version}. Nothing is lost: every version can be restored.`
          : `What it changes since version ${version}. Runs that are under way keep the version they began with.`
      }
      footer={
        <>
          <DialogClose render={<Button>Go on editing</Button>} />
          <Button variant={newer ? "danger" : "primary"} busy={busy} onClick={publish}>
            {newer ? `Publish over version ${newer.version}` : "Publish"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {newer ? (
          <>
            <Notice tone="hold" live title={`${newer.by} published version ${newer.version} meanwhile`}>
              What it changed since version {version}, which you began from:
            </Notice>
            <DiffView diff={diffTemplates(published, newer.document)} />
            <h3 className="pt-2 font-strong">What yours would change of it</h3>
          </>
        ) : (
          <RefusalNotice refusal={refusal} />
        )}
        <WhyField value={message} onChange={setMessage} />
        <DiffView diff={diff} />
      </div>
    </Dialog>
  );
}

async function readNewest(templateId: string): Promise<Newer | null> {
  type Detail = { version: number; document: TemplateDocument; versions: { publishedBy: { name: string } }[] };
  const answer = await api<Detail>("GET", `/templates/${templateId}`);
  if (!answer.ok) return null;
  const { version, document, versions } = answer.value;
  return { version, document, by: versions[0]?.publishedBy.name ?? "Somebody" };
}
