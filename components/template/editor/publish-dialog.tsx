"use client";

import { useEffect, useMemo, useState } from "react";
import { type ApiRefusal, api } from "@/components/client/api";
import { leaveTo } from "@/components/client/leave";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import type { TemplateDocument } from "@/lib/domain/template";
import { diffTemplates } from "@/lib/domain/template-diff";
import { CountsRow } from "../counts-row";
import { RefusalNotice } from "../refusal-notice";
import { SecretsNotice } from "../secrets-notice";
import type { Preview } from "../use-preview";
import { DiffView } from "../versions/diff-view";
import { WhyField } from "../versions/why-field";
import type { DraftHead } from "./draft-keeper";

type Props = {
  /** Null for a new template; `version` is the one the draft began from. */
  template: { id: string; version: number } | null;
  published: TemplateDocument | null;
  document: TemplateDocument;
  draft: { id: string; version: number } | null;
  markdown: string;
  /** Somebody else saved or ended the draft meanwhile. */
  onOvertaken: (theirs: DraftHead | null) => void;
  onPublished: () => void;
  onClose: () => void;
};

type Newer = { version: number; document: TemplateDocument; by: string };
type Made = { id: string; version: number };

/** Shows what is published before it is: what it changes, and what looks like a credential. */
export function PublishDialog(props: Props) {
  const { template, published, document, draft, markdown, onOvertaken, onPublished, onClose } = props;
  const [newer, setNewer] = useState<Newer | null>(null);
  const [message, setMessage] = useState("");
  const [masked, setMasked] = useState(false);
  const { preview, refused } = useReading(markdown, template?.id);
  const { busy, refusal, submit } = useSubmit<Made>();
  const call = async () => {
    const answer = await api<Made>("POST", "/templates", {
      body: {
        markdown,
        ...(template ? { templateId: template.id, baseVersion: newer?.version ?? template.version } : {}),
        ...(draft ? { draft } : {}),
        ...(masked ? { maskSecrets: true } : {}),
        ...(message.trim() ? { message: message.trim() } : {}),
      },
    });
    if (answer.ok) return answer;
    if (answer.code === "not_found" && draft) onOvertaken(null);
    if (answer.code !== "conflict") return answer;
    if (isHead(answer.current)) onOvertaken(answer.current);
    else if (template) setNewer(await readNewest(template.id));
    return answer;
  };
  const publish = () =>
    submit(call, ({ id }) => {
      onPublished();
      return leaveTo(`/templates/${id}`);
    });
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      size="xl"
      title={template ? "Publish the next version" : `Publish ${document.title}`}
      description={words(template, newer)}
      footer={
        <>
          <DialogClose render={<Button>Go on editing</Button>} />
          <Button variant={newer ? "danger" : "primary"} busy={busy} disabled={!preview} onClick={publish}>
            {newer ? `Publish over version ${newer.version}` : "Publish"}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {newer ? null : <RefusalNotice refusal={refusal ?? refused} />}
        {preview || refused ? null : (
          <p role="status" className="flex items-center gap-2 text-ink-2 text-sm">
            <Spinner className="size-4" /> Looking for passwords and keys
          </p>
        )}
        <SecretsNotice secrets={preview?.secrets ?? []} masked={masked} onMask={setMasked} of=" of the Markdown" />
        {template ? <WhyField value={message} onChange={setMessage} /> : null}
        {preview && !template ? <CountsRow counts={preview.counts} /> : null}
        {published ? <Changes template={template} published={published} document={document} newer={newer} /> : null}
      </div>
    </Dialog>
  );
}

function words(template: Props["template"], newer: Newer | null): string {
  if (!template) return "It becomes a template at version 1, which never changes. The draft ends.";
  return newer
    ? `What yours changes since version ${newer.version}. Nothing is lost: every version can be restored.`
    : `What it changes since version ${template.version}. Runs that are under way keep the version they began with.`;
}

type ChangesProps = { published: TemplateDocument; newer: Newer | null } & Pick<Props, "template" | "document">;

function Changes({ template, published, document, newer }: ChangesProps) {
  const diff = useMemo(() => diffTemplates(newer?.document ?? published, document), [newer, published, document]);
  if (!newer) return <DiffView diff={diff} />;
  return (
    <>
      <Notice tone="hold" live title={`${newer.by} published version ${newer.version} meanwhile`}>
        What it changed since version {template?.version}, which you began from:
      </Notice>
      <DiffView diff={diffTemplates(published, newer.document)} />
      <h3 className="pt-2 font-strong">What yours would change of it</h3>
      <DiffView diff={diff} />
    </>
  );
}

/** What the server reads in the Markdown, above all what looks like a credential; nothing is stored for that. */
function useReading(markdown: string, templateId: string | undefined) {
  const [read, setRead] = useState<{ preview?: Preview; refused?: ApiRefusal }>({});
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      const path = `/templates?dryRun=1${templateId ? `&templateId=${templateId}` : ""}`;
      const answer = await api<Preview>("POST", path, { body: markdown, type: "text/markdown", signal: stop.signal });
      if (!stop.signal.aborted) setRead(answer.ok ? { preview: answer.value } : { refused: answer });
    };
    void ask();
    return () => stop.abort();
  }, [markdown, templateId]);
  return read;
}

function isHead(current: unknown): current is DraftHead {
  return typeof current === "object" && current !== null && "savedBy" in current;
}

async function readNewest(templateId: string): Promise<Newer | null> {
  type Detail = { version: number; document: TemplateDocument; versions: { publishedBy: { name: string } }[] };
  const answer = await api<Detail>("GET", `/templates/${templateId}`);
  if (!answer.ok) return null;
  const { version, document, versions } = answer.value;
  return { version, document, by: versions[0]?.publishedBy.name ?? "Somebody" };
}
