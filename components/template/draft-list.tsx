"use client";

import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { api } from "@/components/client/api";
import { ButtonLink, IconButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/dialog-confirm";
import { RelativeTime } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";

export type DraftLine = {
  id: string;
  title: string;
  template: { id: string; title: string } | null;
  baseVersion: number | null;
  edited: boolean;
  version: number;
  savedAt: string;
  savedBy: { name: string };
};

/** What isn't published yet, for everybody who edits templates: who saved it, when, and where it goes on. */
export function DraftList({ drafts, next }: { drafts: readonly DraftLine[]; next: string | null }) {
  return (
    <section aria-labelledby="drafts" className="mb-6">
      <h2 id="drafts" className="mb-2 font-heavy text-lg">
        Drafts
      </h2>
      <Card flush>
        <ul className="divide-y">
          {drafts.map((draft) => (
            <li key={draft.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
              <DraftWords draft={draft} />
              <span className="flex gap-2">
                {draft.edited ? null : (
                  <ButtonLink size="sm" href={`/templates/new?draft=${draft.id}`} prefetch={false}>
                    With its source
                  </ButtonLink>
                )}
                <ButtonLink
                  size="sm"
                  href={editorOf(draft)}
                  prefetch={false}
                  icon={<Pencil aria-hidden className="size-3.5" />}
                >
                  Edit
                </ButtonLink>
                <Discard draft={draft} />
              </span>
            </li>
          ))}
        </ul>
      </Card>
      {next ? (
        <ButtonLink size="sm" href={`/templates?drafts=${encodeURIComponent(next)}`} prefetch={false} className="mt-2">
          Older drafts
        </ButtonLink>
      ) : null}
    </section>
  );
}

function editorOf({ id, template }: DraftLine): string {
  return template ? `/templates/${template.id}/edit` : `/templates/drafts/${id}`;
}

function DraftWords({ draft }: { draft: DraftLine }) {
  const { title, template, baseVersion, savedAt, savedBy } = draft;
  return (
    <div className="min-w-0 flex-1 basis-64">
      <Link prefetch={false} href={editorOf(draft)} className="wrap-anywhere font-strong hover:underline">
        {title}
      </Link>
      <span className="block text-ink-2 text-xs">
        {template ? `After version ${baseVersion} of ${template.title}` : "New template"}; saved{" "}
        <RelativeTime at={savedAt} /> by {savedBy.name}
      </span>
    </div>
  );
}

function Discard({ draft }: { draft: DraftLine }) {
  const router = useRouter();
  const discard = async () => {
    const answer = await api("DELETE", `/drafts/${draft.id}?version=${draft.version}`);
    if (!answer.ok && answer.code === "conflict") router.refresh();
    if (!answer.ok && answer.code !== "not_found") return answer.message;
    notify({ title: `The draft of ${draft.title} was discarded`, tone: "good" });
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      trigger={
        <IconButton label={`Discard the draft of ${draft.title}`} size="sm">
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      }
      title={`Discard the draft of ${draft.title}?`}
      description={`Last saved by ${draft.savedBy.name}. Nobody finds it any more; what is published stays.`}
      action="Discard draft"
      onConfirm={discard}
    />
  );
}
