"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { api } from "@/components/client/api";
import { useSubmit } from "@/components/client/use-submit";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { notify } from "@/components/ui/toast";
import type { TemplateDocument } from "@/lib/domain/template";
import type { DraftInput } from "@/lib/domain/template-draft";
import { decodeBytes } from "@/lib/domain/text-bytes";
import type { BuiltInCard } from "./built-in-gallery";
import { FileDrop } from "./file-drop";
import { ImportNotices } from "./import-notices";
import { ImportPreview } from "./import-preview";
import { ImportStart } from "./import-start";
import { SavedDraftLine } from "./saved-draft-line";
import { UpdateDialog } from "./update-dialog";
import { type Reading, usePreview } from "./use-preview";
import { useSavedDraft } from "./use-saved-draft";
import { useCorrections, useStructure } from "./use-structure";

/** Bytes of Markdown we take; the longest checklist we have seen has 40 kB. */
const mostBytes = 1_000_000;

type Props = {
  builtIns: readonly BuiltInCard[];
  /** What stands in the source at first. */
  initial?: string | undefined;
  /** Publish as the next version of this template; without it a new one. */
  of?: { id: string; title: string; version: number; source: string; document: TemplateDocument } | undefined;
  /** Goes on with this draft. */
  draft?: { id: string; version: number; savedAt: string; input: DraftInput } | undefined;
};

/** Import in one page: text in, live preview beside it, then save. */
export function ImportWorkbench({ builtIns, initial, of, draft }: Props) {
  const router = useRouter();
  const [text, setText] = useState(draft?.input.markdown ?? of?.source ?? initial ?? "");
  const [title, setTitle] = useState(draft?.input.title);
  const { busy, refusal, submit } = useSubmit<{ id: string }>();
  const [reading, setReading] = useState<Reading>({
    repair: draft?.input.repair ?? true,
    maskSecrets: draft?.input.maskSecrets ?? false,
  });
  const state = usePreview(text, reading, of?.id);
  const corrections = useCorrections(draft?.input.corrections);
  const saved = useSavedDraft(draft ?? null, of);
  const structure = useStructure(state.preview, corrections.list);
  const take = async (file: File) => {
    if (file.size > mostBytes) {
      notify({ title: `${file.name} is too large`, description: "A checklist has at most 1 MB.", tone: "bad" });
      return;
    }
    const decoded = decodeBytes(new Uint8Array(await file.arrayBuffer()));
    if ("problem" in decoded) {
      notify({ title: `${file.name} can't be read`, description: decoded.problem.message, tone: "bad" });
      return;
    }
    const read = decoded.text;
    if (read.trim() === "") notify({ title: `${file.name} is empty`, description: "Nothing was read.", tone: "bad" });
    else setText(read);
  };
  const input = (): DraftInput => ({
    markdown: text,
    ...(reading.repair ? {} : { repair: false }),
    ...(reading.maskSecrets ? { maskSecrets: true } : {}),
    ...(corrections.list.length > 0 ? { corrections: [...corrections.list] } : {}),
    ...(title?.trim() ? { title: title.trim() } : {}),
  });
  const save = (message = "") => {
    const body = {
      ...input(),
      ...(of ? { templateId: of.id, baseVersion: of.version } : {}),
      ...(saved.draft ? { draft: { id: saved.draft.id, version: saved.draft.version } } : {}),
      ...(message ? { message } : {}),
    };
    void submit(
      async () => {
        const answer = await api<{ id: string }>("POST", "/templates", { body });
        if (answer.ok || answer.code !== "not_found" || !saved.draft) return answer;
        saved.forget();
        return {
          ...answer,
          message: "The draft was published or discarded meanwhile. Save again to publish yours too.",
        };
      },
      ({ id }) => {
        notify({ title: of ? "New version saved" : "Template saved", tone: "good" });
        router.push(`/templates/${id}`);
        return "leaving";
      },
    );
  };
  const startOver = () => {
    setText("");
    setTitle(undefined);
    corrections.clear();
    saved.forget();
  };
  const [asking, setAsking] = useState(false);
  const started = text.trim() !== "";
  const unready = !state.preview || state.source !== text || (structure?.lost ?? 0) > 0;
  return (
    <>
      <FileDrop onFile={take} />
      {of && asking && structure ? (
        <UpdateDialog
          version={of.version}
          before={of.document}
          after={structure.document}
          busy={busy}
          refusal={refusal}
          onSave={save}
          onClose={() => setAsking(false)}
        />
      ) : null}
      <PageHeader
        title={of ? `New version of ${of.title}` : "Import a checklist"}
        lead={
          started
            ? "The source, and what each part of it becomes. Press a part of one to find it in the other."
            : "The Markdown your team already has becomes a template: read first, saved when you say so."
        }
        actions={
          started ? (
            <>
              <Button onClick={startOver}>{of ? "Choose another file" : "Start over"}</Button>
              <Button busy={saved.busy} disabled={unready} onClick={() => saved.save(input())}>
                Save as draft
              </Button>
              <Button
                variant="primary"
                busy={busy}
                disabled={unready || !state.preview?.counts.items}
                onClick={of ? () => setAsking(true) : () => save()}
              >
                {of ? `Save version ${of.version + 1}…` : "Save template"}
              </Button>
            </>
          ) : null
        }
      />
      {started ? <SavedDraftLine saved={saved} onSaveOver={() => saved.saveOver(input())} /> : null}
      {started && state.preview ? (
        <ImportNotices preview={state.preview} reading={reading} onReading={setReading} />
      ) : null}
      {started ? (
        <ImportPreview
          text={text}
          onText={setText}
          state={state}
          structure={structure}
          corrections={corrections}
          refusal={refusal}
          title={
            <Field label="Title" className="w-full max-w-[34rem]">
              <Input maxLength={300} value={title ?? state.preview?.title ?? ""} onValueChange={setTitle} />
            </Field>
          }
        />
      ) : (
        <ImportStart builtIns={builtIns} onText={setText} onFile={take} />
      )}
    </>
  );
}
